export type { paths } from "@aom-workflow/types";
export { createFetchClient, resultOf } from "./fetch-client.ts";
