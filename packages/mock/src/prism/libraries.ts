/** What the mock takes of Prism. The build makes one file of it and of all that it requires, so that nobody has to install it. */
export { createLogger } from "@stoplight/prism-core";
export { createInstance, getHttpOperationsFromSpec, ProblemJsonError } from "@stoplight/prism-http";
export { getHttpConfigFromRequest } from "@stoplight/prism-http-server/dist/getHttpConfigFromRequest.js";
export { serialize } from "@stoplight/prism-http-server/dist/serialize.js";
