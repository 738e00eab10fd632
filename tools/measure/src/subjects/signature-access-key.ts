import { accessKey } from "@aom-workflow/auth";
import { keys, path, projectId, query } from "../scripts/settings.ts";

const authenticate = accessKey(keys);
const { signal } = new AbortController();
const url = `https://aom.cn-north-4.myhuaweicloud.com${path}?${query}`;

/** What a signed call pays: the headers, the time, the signature. */
export function call(): unknown {
  return authenticate({ method: "POST", url, headers: { "content-type": "application/json" } }, { signal, projectId });
}
