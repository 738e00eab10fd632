/** What sends a request: `fetch`, or anything that behaves like it. */
export type Fetch = (request: Request, init: { redirect: "manual"; signal: AbortSignal }) => Promise<Response>;
