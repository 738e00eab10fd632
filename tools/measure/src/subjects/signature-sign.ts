import { sign } from "@aom-workflow/auth";
import { keys, path, projectId, query } from "../scripts/settings.ts";

const host = "aom.cn-north-4.myhuaweicloud.com";
const headers = { "content-type": "application/json", host, "x-project-id": projectId, "x-sdk-date": "20260102T030405Z" };

export function call(): unknown {
  return sign({ method: "POST", url: `https://${host}${path}?${query}`, headers }, keys);
}
