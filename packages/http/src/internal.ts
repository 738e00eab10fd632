/** For the other packages of this project only; may change in any release. */

export type { CallerSignal } from "./call/caller-signal.ts";
export { notify } from "./call/hooks.ts";
export { callOptionKinds, listenToSignal } from "./call/options.ts";
export { failedWith } from "./call/result.ts";
export { sleep } from "./call/sleep.ts";
export { invalidReading } from "./call/to-error.ts";
export { consequences } from "./failure/outcome.ts";
export { withoutText, withSafeText } from "./failure/safe-text.ts";
export { type CheckedHeaders, checkHeaders } from "./request/check-headers.ts";
export { inputProblem } from "./request/check-input.ts";
export { endpointProblem, normaliseEndpoint } from "./request/endpoint.ts";
export { whatWasMeant } from "./request/misspelt.ts";
export { checkInput } from "./request/place-input.ts";
export { checkNumber, type NumberRange, type OptionKinds, readOptions, refuseOthers } from "./request/read-options.ts";
export { isSecretHeader, type Redactor, redactHeaders, redactorFor } from "./request/redact.ts";
export { conceal, reveal, Secret } from "./request/secret.ts";
export { tokenProblem } from "./request/token-problem.ts";
export { longest, serverText } from "./response/server-text.ts";
export { visibleJson, visibleText } from "./response/visible-text.ts";
export { monotonicMs } from "./transport/clock.ts";
export { type Certificates, readCertificates } from "./transport/node/certificates.ts";
export { tracingTransport } from "./transport/tracing-transport.ts";
