import { type OperationId, operations, type operationTypes } from "@aom-workflow/types";

type Declared<Id extends OperationId> = Extract<keyof operationTypes[Id]["responses"], number>;

/** Statuses that the contract declares for success. */
export type SuccessStatus = 200;

/** Statuses that the contract declares for an error. */
export type ErrorStatus = Exclude<Declared<OperationId>, SuccessStatus>;

/** Body that the contract declares for an error status. */
export type ErrorBodyOf<Status extends ErrorStatus> = operationTypes[OperationId]["responses"][Status]["content"]["application/json"];

/** Does the contract declare this error status for the operation? */
export function isErrorStatus(id: OperationId, status: number): status is ErrorStatus {
  return status !== 200 && operations[id].statuses.some((declared) => declared === status);
}
