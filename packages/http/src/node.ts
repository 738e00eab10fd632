export { nodeTransport, proxyFor } from "./index.node.ts";
export type { NodeTransportOptions } from "./transport/node/node-transport.ts";
export type { ProxyAddress, ProxyOption } from "./transport/node/proxy.ts";
