import type { operations } from "./aom.operations.gen.ts";
import type { regions } from "./aom.regions.gen.ts";
import type { components } from "./aom.schema.gen.ts";

type Schemas = components["schemas"];

/** What to do with the node a run stopped at: `restart`, `skip` or `continue`. */
export type WorkflowOperationAction = Schemas["WorkflowOperationAction"];

/** Body of the successful answer. */
export type StatusResult = Schemas["StatusResult"];

/** Body of an error that AOM itself tells. */
export type ResultInfo = Schemas["ResultInfo"];

/** Body of an error that the API gateway tells. */
export type GatewayError = Schemas["GatewayError"];

/** Body of any declared error. */
export type ErrorBody = Schemas["ErrorBody"];

/** operationId of an operation in the contract. */
export type OperationId = keyof typeof operations;

/** A region that the vendor lists. */
export type RegionId = keyof typeof regions;
