export { diagnosticsHooks } from "./diagnostics-hooks.ts";
