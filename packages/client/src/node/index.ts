export { type NodeTransportOptions, nodeTransport, type ProxyOption, proxyFor } from "@aom-workflow/http/node";
export { diagnosticsHooks } from "./diagnostics-hooks.ts";
