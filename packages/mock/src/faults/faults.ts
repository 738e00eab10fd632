import type { RecordedRequest } from "../exchange/recorded-request.ts";
import type { Fault } from "./fault.ts";

/** When a fault is chosen: at a new connection, and once a request has been read. */
export interface FaultMoment {
  /** The request; absent while none has been read. */
  readonly request: RecordedRequest | undefined;
}

/**
 * Which faults occur:
 *
 * - one fault: for every connection;
 * - a list: a schedule, one entry for each connection and for each further request on a kept one, in order; after the last entry, none;
 * - a function: called for each connection and, if it returns nothing then, again once the request has been read; for a further request on a
 *   kept connection, once that has been read. `index` is the place in a schedule. A fault that occurs before reading must be returned for the connection.
 *
 * With faults every connection carries one request, unless a fault or `keepConnections` keeps it open.
 */
export type Faults = Fault | readonly Fault[] | ((moment: FaultMoment, index: number) => Fault | undefined);
