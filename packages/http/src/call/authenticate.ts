import type { PlainHeaders, PlainRequest } from "../request/plain-request.ts";

/** What an authentication function is told besides the request. */
export interface AuthenticateContext {
  /** Ends with the attempt: obey it when asking for credentials elsewhere. */
  readonly signal: AbortSignal;
  /** The project of the call, where there is one, so that a signature can cover it. */
  readonly projectId?: string | undefined;
}

/** Gives the headers that authenticate a request. */
export interface Authenticate {
  /**
   * Called anew for each attempt, with the exact request that is sent. The headers it returns are added to the request;
   * it cannot change method, address or body.
   */
  (request: PlainRequest, context: AuthenticateContext): PlainHeaders | Promise<PlainHeaders>;
  /** The server called the credentials expired: forget them. Resolves to whether there are others to try. */
  renew?(context: { readonly signal: AbortSignal }): boolean | Promise<boolean>;
  /** The project that comes with the credentials; asked when nothing else names one. */
  projectId?(context: { readonly signal: AbortSignal }): string | undefined | Promise<string | undefined>;
}
