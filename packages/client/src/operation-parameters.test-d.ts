import type { operationTypes } from "@aom-workflow/types";
import { expectTypeOf } from "vitest";
import type { OperationInput, operation } from "./operation-parameters.ts";

type Places = operationTypes[typeof operation]["parameters"];
type Wire = keyof Places["path"] | keyof Places["query"];
type Public<Name extends string> = Name extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<Public<Tail>>}` : Name;

// A parameter that the contract gains has to be given a place in the public input.
expectTypeOf<Exclude<Public<Wire>, "projectId">>().toEqualTypeOf<keyof OperationInput>();
