import { request } from "node:http";
import { createClient, InvalidInputError } from "@aom-workflow/client";
import { type Mock, startMock } from "@aom-workflow/mock";
import { type OperateInput, operations, type Parameter } from "@aom-workflow/types";
import { docs } from "@aom-workflow/types/docs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { token } from "../fixtures/stopped-node.ts";

const { path, parameters } = operations.operate;

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());

/** Sends a request that our clients would not send. */
function sendRaw(
  values: Record<string, string | undefined>,
  headers: Record<string, string> = { "X-Auth-Token": token },
): Promise<number | undefined> {
  const target = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ""));
  const query = parameters
    .filter((parameter) => parameter.in === "query" && values[parameter.name] !== undefined)
    .map(({ name }) => `${name}=${encodeURIComponent(values[name] as string)}`);
  return new Promise((resolve, reject) => {
    request(
      `${mock.url}${target}?${query.join("&")}`,
      { method: "POST", headers: { "Content-Type": "application/json", ...headers }, timeout: 5_000 },
      (response) => {
        response.resume().once("end", () => resolve(response.statusCode));
      },
    )
      .once("error", reject)
      .end();
  });
}

const good: Record<string, string> = Object.fromEntries(
  parameters.map(({ name, input }) => [name, String(docs.operate.inputs[input]?.example)]),
);

/** Every way in which a value can break the limits of a parameter. */
function breaches({ schema: { minLength = 0, maxLength, enum: values } }: Parameter): [string, string | undefined][] {
  return [
    ["missing", undefined],
    ...(minLength > 0 ? ([["empty", ""]] as [string, string][]) : []),
    ...(minLength > 1 ? ([["one character too short", "x".repeat(minLength - 1)]] as [string, string][]) : []),
    ...(maxLength ? ([["one character too long", "x".repeat(maxLength + 1)]] as [string, string][]) : []),
    ...(values
      ? ([
          ["not allowed", "pause"],
          ["in capitals", (values[0] as string).toUpperCase()],
        ] as [string, string][])
      : []),
  ];
}

const cases = parameters.flatMap((parameter: Parameter) =>
  breaches(parameter).map(([breach, value]) => ({ name: parameter.name, breach, value })),
);

describe("limits of the contract", () => {
  it("a request within them is accepted, so that a refusal below means what it says", async () => {
    expect(await sendRaw(good)).toBe(200);
    expect(await sendRaw({ ...good, workflow_id: "x".repeat(64), execution_id: "😀".repeat(64), node_id: "y".repeat(64) })).toBe(200);
  });

  it.each(cases)("$name $breach: the mock refuses the raw request", async ({ name, value }) => {
    expect(await sendRaw({ ...good, [name]: value })).toSatisfy((status: number) => status >= 400 && status < 500);
  });

  it.each(cases)("$name $breach: the client refuses before anything is sent", async ({ name, value }) => {
    const before = mock.requests.length;
    const values = { ...good, [name]: value };
    const call = async () => {
      const client = createClient({ endpoint: mock.url, projectId: values.project_id as string, auth: token });
      const input = { workflowId: values.workflow_id, executionId: values.execution_id, nodeId: values.node_id, action: values.action };
      return client.operate(input as OperateInput);
    };
    await expect(call()).rejects.toBeInstanceOf(InvalidInputError);
    expect(mock.requests).toHaveLength(before);
  });

  it.each([
    ["no credentials", {}],
    ["an empty token", { "X-Auth-Token": "" }],
  ])("%s: the mock refuses", async (_, headers) => {
    expect(await sendRaw(good, headers)).toBe(401);
  });

  it("a signature in place of a token is accepted, as the second scheme", async () => {
    expect(await sendRaw(good, { Authorization: "SDK-HMAC-SHA256 Access=AK, SignedHeaders=x-sdk-date, Signature=00" })).toBe(200);
  });
});
