export { type NodeTransportOptions, nodeTransport } from "./transport/node/node-transport.ts";
export { type ProxyAddress, type ProxyOption, proxyFor } from "./transport/node/proxy.ts";
