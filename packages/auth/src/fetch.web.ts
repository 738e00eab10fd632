import type { Fetch } from "./fetch.ts";

export const defaultFetch: Fetch = (request, init) => globalThis.fetch(request, init);
