export { apply } from "./apply.ts";
export { doubtBefore } from "./in-doubt.ts";
export { journal } from "./journal.ts";
export { record } from "./place.ts";
export { plan } from "./plan.ts";
