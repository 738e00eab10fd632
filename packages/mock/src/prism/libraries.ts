/** What the mock takes of Prism. The build makes one file of it and of all that it requires, so that nobody has to install it. */
export { createLogger } from "@stoplight/prism-core";
export { createInstance, getHttpOperationsFromSpec } from "@stoplight/prism-http";
export { createServer } from "@stoplight/prism-http-server";
