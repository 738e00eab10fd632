export { apply } from "./apply.ts";
export { journal } from "./journal.ts";
export { plan } from "./plan.ts";
