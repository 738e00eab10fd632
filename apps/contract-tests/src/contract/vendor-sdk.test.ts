import { createRequire } from "node:module";
import { call, createConnection } from "@aom-workflow/http";
import { type Mock, type RecordedRequest, startMock } from "@aom-workflow/mock";
import { type Operation, operations } from "@aom-workflow/types";
import { docs } from "@aom-workflow/types/docs";
import { BasicCredentials } from "@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials.js";
import { ClientBuilder } from "@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js";
import type { HcClient } from "@huaweicloud/huaweicloud-sdk-core/HcClient.js";
import { afterAll, beforeAll, expect, test } from "vitest";

type Inputs = Readonly<Record<string, unknown>>;

/** What is known of an answer: the official SDK keeps only the code of an error, and turns a list into an object and a text into an empty one. */
interface Answer {
  readonly status: number | undefined;
  readonly body: Inputs;
}

/** Each operation and form, with the required inputs and with all inputs, by the contract's own examples. */
const asks = Object.entries<Operation>({ ...operations }).flatMap(([name, operation]) => {
  const { inputs } = docs[name as keyof typeof docs];
  return ["the required inputs", "every input"].map((which) => {
    const given = operation.parameters.filter(({ required }) => required || which === "every input");
    return { name, which, operation, inputs: Object.fromEntries(given.map(({ input }) => [input, inputs[input]?.example])) };
  });
});

/** It signs instead of sending a token, decompresses, and keeps its connection. */
const headersThatDiffer = [
  ...["authorization", "x-project-id", "x-sdk-date", "x-auth-token"],
  ...["accept-encoding", "connection", "user-agent"],
];

let mock: Mock;
let code: number;
beforeAll(async () => {
  // It prints every error that it meets, over pages.
  createRequire(createRequire(import.meta.url).resolve("@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js"))("log4js").configure({
    appenders: { nowhere: { type: { configure: () => () => {} } } },
    categories: { default: { appenders: ["nowhere"], level: "off" } },
  });
  mock = await startMock({ answer: () => ({ code }) });
});
afterAll(() => mock.close());

test.for(asks)("the vendor's SDK sends the same request as our client, and reads the same answers: $name with $which", async (ask) => {
  for (const status of [...ask.operation.success, ...ask.operation.errors]) {
    code = status;
    const from = mock.requests.length;
    const answers = [await askTheirs(ask.operation, ask.inputs), await askOurs(ask.operation, ask.inputs)];
    expect(answers).toEqual([answers[1], { ...answers[1], status }]);
    const requests = mock.requests.slice(from).map(requestIn);
    expect(requests).toEqual([requests[1], requests[1]]);
  }
});

async function askOurs(operation: Operation, inputs: Inputs): Promise<Answer> {
  const free = Object.fromEntries(Object.entries(inputs).filter(([input]) => !(input in (operation.fixed ?? {}))));
  const connection = createConnection({ endpoint: mock.url, service: "AOM", auth: "token-token", retry: false });
  const result = await call(connection, operation, free);
  if (result.ok) return { status: result.status, body: typeof result.data === "string" ? {} : { ...(result.data as object) } };
  if (!("errorCode" in result.error)) throw result.error;
  return { status: result.error.status, body: { error_code: result.error.errorCode } };
}

/** The core of the SDK, with the operation described as the vendor's generator does it. */
async function askTheirs(operation: Operation, inputs: Inputs): Promise<Answer> {
  const values: Inputs = { ...inputs, ...operation.fixed };
  const given = operation.parameters.filter(({ input }) => values[input] !== undefined);
  const at = (place: string) => Object.fromEntries(given.filter((it) => it.in === place).map(({ name, input }) => [name, values[input]]));
  const credentials = new BasicCredentials().withAk("AK0123456789").withSk("SK0123456789").withProjectId(String(values.projectId));
  const client = new ClientBuilder((hcClient: HcClient) => hcClient).withEndpoint(mock.url).withCredential(credentials).build();
  const options = {
    method: operation.method,
    url: operation.path,
    contentType: "application/json",
    queryParams: at("query"),
    pathParams: at("path"),
    headers: {},
    ...(operation.parameters.some((it) => it.in === "body") && { data: at("body") }),
  };
  return client.sendRequest(options).then(
    ({ httpStatusCode: status, ...body }: { readonly httpStatusCode?: number }) => ({ status, body }),
    ({ httpStatusCode: status, errorCode }) => ({ status, body: { error_code: errorCode } }),
  );
}

/** A request without the headers that differ; the order of parameters in a query means nothing. */
function requestIn({ method, target, headers, body }: RecordedRequest): object {
  const [path, query = ""] = target.split("?");
  const compared = Object.entries(headers).filter(([name]) => !headersThatDiffer.includes(name));
  return { method, path, query: query.split("&").sort(), headers: Object.fromEntries(compared), body: body.toString() };
}
