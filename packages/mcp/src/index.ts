export type { ServeOptions } from "./connection.ts";
export { serve } from "./serve.ts";
export type { Approve, Policy } from "./tool/policy.ts";
