/** The parts of Prism that the mock uses. The build bundles them with their dependencies in one file, so that it need not be installed. */
export { createLogger } from "@stoplight/prism-core";
export { createInstance, getHttpOperationsFromSpec, ProblemJsonError } from "@stoplight/prism-http";
export { getHttpConfigFromRequest } from "@stoplight/prism-http-server/dist/getHttpConfigFromRequest.js";
export { serialize } from "@stoplight/prism-http-server/dist/serialize.js";
