import type { OperateErrors, paths, StatusResult } from "@aom-workflow/types";
import { expectTypeOf } from "vitest";
import { createFetchClient } from "./index.ts";

const aom = createFetchClient({ region: "cn-north-4", auth: "t" });
const operation = "/v1/{project_id}/cms/workflow/{workflow_id}/executions/{execution_id}/operation";
declare const query: paths[typeof operation]["post"]["parameters"]["query"];
const path = { project_id: "p", workflow_id: "w", execution_id: "e" };

const { data, error } = await aom.POST(operation, { params: { path, query } });
expectTypeOf(data).toExtend<StatusResult | undefined>();
if (error) expectTypeOf(error).toExtend<OperateErrors[401]>();

// @ts-expect-error unknown action
await aom.POST(operation, { params: { path, query: { ...query, action: "pause" } } });
// @ts-expect-error no such path
await aom.POST("/v1/elsewhere", {});
