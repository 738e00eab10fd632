import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import type { paths } from "@aom-workflow/types";
import { BasicCredentials } from "@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials.js";
import { ClientBuilder } from "@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js";
import type { HcClient } from "@huaweicloud/huaweicloud-sdk-core/HcClient.js";
import createFetchClient from "openapi-fetch";
import { type Answer, type Ask, type IndependentClient, token } from "./ask.ts";

const json = { "Content-Type": "application/json" };

/** openapi-fetch as it is, typed by the paths of the contract. */
const openapiFetch: IndependentClient = {
  name: "openapi-fetch",
  async call({ operation, path, query, body }, baseUrl) {
    const client = createFetchClient<paths>({ baseUrl, headers: { ...json, "X-Auth-Token": token } });
    const { response, data, error } = await client.request(
      operation.method.toLowerCase() as "post",
      operation.path as keyof paths as never,
      { params: { path, query }, body } as never,
    );
    return { status: response.status, body: data ?? error };
  },
};

/** The command of every shell. */
const curl: IndependentClient = {
  name: "curl",
  async call(ask, url) {
    const headers = [`X-Auth-Token: ${token}`, "Content-Type: application/json"].flatMap((header) => ["--header", header]);
    const body = ask.body === undefined ? [] : ["--data", JSON.stringify(ask.body)];
    const settings = ["--silent", "--show-error", "--max-time", "10", "--write-out", "\n%{http_code}"];
    const args = [...settings, "--request", ask.operation.method, ...headers, ...body];
    const { stdout } = await promisify(execFile)("curl", [...args, addressOf(ask, url)]);
    const end = stdout.lastIndexOf("\n");
    return { status: Number(stdout.slice(end + 1)), body: JSON.parse(stdout.slice(0, end)) };
  },
};

// It prints every error that it meets, over pages.
createRequire(createRequire(import.meta.url).resolve("@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js"))("log4js").configure({
  appenders: { nowhere: { type: { configure: () => () => {} } } },
  categories: { default: { appenders: ["nowhere"], level: "off" } },
});

/** The core of the vendor's SDK, with the operation described as their generator does it; it signs instead of sending a token. */
const officialSdk: IndependentClient = {
  name: "official SDK",
  async call({ operation, path, query, body }, url) {
    const credentials = new BasicCredentials().withAk("AK0123456789").withSk("SK0123456789").withProjectId(path.project_id);
    const client = new ClientBuilder((hcClient: HcClient) => hcClient).withEndpoint(url).withCredential(credentials).build();
    const options = {
      method: operation.method,
      url: operation.path,
      contentType: "application/json",
      queryParams: query,
      pathParams: path,
      headers: {},
      ...(body && { data: body }),
    };
    return client.sendRequest(options).then(answered, refused);
  },
};

export const clients: readonly IndependentClient[] = [openapiFetch, curl, officialSdk];

function answered(response: object): Answer {
  const { httpStatusCode: status = 0, ...body } = response as { readonly httpStatusCode?: number };
  return { status, body };
}

/** It keeps of an error what it knows, under names of its own. */
function refused(error: { readonly httpStatusCode?: number; readonly errorCode?: string }): Answer {
  if (error.httpStatusCode === undefined) throw error;
  return { status: error.httpStatusCode, body: { error_code: error.errorCode } };
}

function addressOf({ operation, path, query }: Ask, url: string): string {
  const target = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ""));
  const search = new URLSearchParams(query).toString();
  return `${url}${target}${search === "" ? "" : `?${search}`}`;
}
