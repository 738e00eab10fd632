import { keys, path, projectId, query } from "../scripts/settings.ts";
import { host, post } from "./bare-http.ts";

const { createHash, createHmac } = process.getBuiltinModule("node:crypto");
const emptyBody = createHash("sha256").update("").digest("hex");

/** As little as a signature can be: this one request and no other. */
function sign(date: string): string {
  const signed = "content-type;host;x-project-id;x-sdk-date";
  const headers = `content-type:application/json\nhost:${host}\nx-project-id:${projectId}\nx-sdk-date:${date}\n`;
  const canonical = `POST\n${path}/\n${query}\n${headers}\n${signed}\n${emptyBody}`;
  const text = `SDK-HMAC-SHA256\n${date}\n${createHash("sha256").update(canonical).digest("hex")}`;
  const signature = createHmac("sha256", keys.secretAccessKey).update(text).digest("hex");
  return `SDK-HMAC-SHA256 Access=${keys.accessKeyId}, SignedHeaders=${signed}, Signature=${signature}`;
}

export function call(): Promise<void> {
  const date = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  return post({
    "content-type": "application/json",
    "content-length": "0",
    "x-project-id": projectId,
    "x-sdk-date": date,
    authorization: sign(date),
  });
}
