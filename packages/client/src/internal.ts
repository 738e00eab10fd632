/** For the command line only; may change in any release. */

export {
  checkNumber,
  consequences,
  endpointProblem,
  inputProblem,
  isSecretHeader,
  type NumberRange,
  type OptionKinds,
  readCertificates,
  readOptions,
  redactHeaders,
  redactorFor,
  Secret,
  tokenProblem,
  tracingTransport,
  visibleJson,
  visibleText,
} from "@aom-workflow/http/internal";
export { unresolvedOf } from "./executions/acting/unresolved.ts";
export { aomEndpoint, regionProblem, warningAbout } from "./region.ts";
