import type { RecordedRequest } from "../exchange/recorded-request.ts";
import type { Fault } from "./fault.ts";

/** When a fault is asked for: at a new connection, and once a request is read. */
export interface FaultMoment {
  /** The request; absent while none has been read. */
  readonly request: RecordedRequest | undefined;
}

/**
 * Which faults occur:
 *
 * - one fault: at every connection;
 * - a list: a schedule, one entry for each connection and for each further request on a kept one, in the order they come, afterwards none;
 * - a function: asked at each connection, and if it gives nothing there, once more when the request is read; at a further request on a kept
 *   connection when it is read. `index` counts as the schedule does. A fault that occurs before reading can only be given at a connection.
 *
 * As soon as faults are given, every connection carries one request, but for those that a fault keeps and with `keepConnections`.
 */
export type Faults = Fault | readonly Fault[] | ((moment: FaultMoment, index: number) => Fault | undefined);
