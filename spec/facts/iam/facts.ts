import type { Fact } from "../fact.ts";
import { answers } from "./answers.ts";
import { operations } from "./operations.ts";
import { schemas } from "./schemas.ts";

/** Every fact that `iam.yaml` is checked against. */
export const facts: Fact[] = [...operations, ...schemas, ...answers];
