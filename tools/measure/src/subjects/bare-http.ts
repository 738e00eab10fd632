import type { RequestOptions } from "node:http";
import { origin, path, query } from "../scripts/settings.ts";

const { protocol, hostname, port } = new URL(origin || "http://127.0.0.1");
const { request, Agent } = protocol === "https:" ? process.getBuiltinModule("node:https") : process.getBuiltinModule("node:http");
const agent = new Agent({ keepAlive: true });

/** The least that a call over node:http needs: one request, one answer, its JSON. */
export function post(headers: Record<string, string>): Promise<void> {
  const options: RequestOptions = { agent, method: "POST", hostname, port, path: `${path}?${query}`, headers };
  return new Promise((resolve, reject) => {
    request(options, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk) => (text += chunk));
      response.on("end", () => {
        if (response.statusCode === 200 && JSON.parse(text).result === "success") resolve();
        else reject(new Error(`unexpected answer: ${response.statusCode}`));
      });
    })
      .on("error", reject)
      .end();
  });
}

export const host = `${hostname}:${port}`;
