export { diagnosticsHooks } from "./diagnostics-hooks.ts";
export { type NodeFetch, type NodeFetchOptions, nodeFetch, type ProxyOption } from "./node-fetch.ts";
