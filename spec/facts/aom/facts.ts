import type { Fact } from "../fact.ts";
import { answers } from "./answers.ts";
import { operations } from "./operations.ts";
import { schemas } from "./schemas.ts";
import { service } from "./service.ts";

/** Every fact that `aom.yaml` is checked against. */
export const facts: Fact[] = [...service, ...operations, ...schemas, ...answers];
