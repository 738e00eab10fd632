export type { ServeOptions } from "./connection.ts";
export type { Approve, Policy } from "./policy.ts";
export { serve } from "./serve.ts";
