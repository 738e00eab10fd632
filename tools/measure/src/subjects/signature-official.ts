import { AKSKSigner } from "@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner.js";
import { BasicCredentials } from "@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials.js";
import { keys, path, projectId } from "../scripts/settings.ts";

const credentials = new BasicCredentials().withAk(keys.accessKeyId).withSk(keys.secretAccessKey);
const endpoint = `https://aom.cn-north-4.myhuaweicloud.com${path}`;
const queryParams = { action: "restart", node_id: "run-script" };

export function call(): unknown {
  const headers = { "content-type": "application/json", "X-Project-Id": projectId };
  return AKSKSigner.sign({ endpoint, method: "POST", headers, queryParams }, credentials);
}
