export { nodeTransport, proxyFor } from "./index.node.ts";
export type { ProxyAddress, ProxyOption } from "./transport/node/connect/proxy.ts";
export type { NodeTransportOptions } from "./transport/node/node-transport.ts";
