import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { json } from "../../../tools/lab/servers.ts";
import { fakeIam } from "./fake-iam.ts";
import { ids } from "./fixtures.ts";
import { loopback, success } from "./loopback.ts";
import { runHere } from "./run-here.ts";

const ofKeys = "d".repeat(32);
const named = "e".repeat(32);
const pair = { HUAWEICLOUD_SDK_AK: "AKIDEXAMPLE123456789", HUAWEICLOUD_SDK_SK: "skSecretSecretSecretSecret" };
const others = { AOM_WORKFLOW_TOKEN: "", AOM_WORKFLOW_PROJECT: "" };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "aom-workflow-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** The project that the call is for, in its path and in its signed header. */
async function projectsOf(argv: readonly string[], env: Record<string, string>, keys: Record<string, string> = pair) {
  await using server = await loopback(success);
  const { code, stderr } = await runHere(["restart", "--no-check", ...ids, "--endpoint", server.url, ...argv], {
    env: { ...others, ...keys, ...env },
  });
  const [request] = server.requests;
  const isSigned = /SignedHeaders=[^,]*x-project-id/.test(request?.headers.authorization ?? "");
  return { code, stderr, path: request?.url?.split("/")[2], header: request?.headers["x-project-id"], isSigned };
}

test("--project is signed and sent", async () => {
  expect(await projectsOf(["--project", named], {})).toMatchObject({ code: 0, path: named, header: named, isSigned: true });
});

test("a project that comes with the keys is used, with an endpoint alone", async () => {
  const env = { HUAWEICLOUD_SDK_PROJECT_ID: ofKeys };
  expect(await projectsOf([], env)).toMatchObject({ code: 0, path: ofKeys, header: ofKeys, isSigned: true });
});

test("a project that is in the profile file is used", async () => {
  const file = join(folder, "keys.ini");
  await writeFile(file, `[basic]\nak = ${pair.HUAWEICLOUD_SDK_AK}\nsk = ${pair.HUAWEICLOUD_SDK_SK}\nproject_id = ${ofKeys}\n`, {
    mode: 0o600,
  });
  expect(await projectsOf([], { HUAWEICLOUD_SDK_CREDENTIALS_FILE: file }, {})).toMatchObject({ code: 0, path: ofKeys, header: ofKeys });
});

test("--project wins over the one that comes with the keys", async () => {
  const env = { HUAWEICLOUD_SDK_PROJECT_ID: ofKeys };
  expect(await projectsOf(["--project", named], env)).toMatchObject({ code: 0, path: named, header: named });
});

test("none is known, and there is no region to look it up in: that is told, and nothing is sent", async () => {
  const end = await projectsOf([], {});
  expect(end).toMatchObject({
    code: 2,
    path: undefined,
    stderr: expect.stringMatching(/^--project is missing \(or set AOM_WORKFLOW_PROJECT\)\./),
  });
});

test("--region beside --endpoint says whose IAM is asked", async () => {
  await using iam = await fakeIam();
  const env = { AOM_WORKFLOW_IAM_ENDPOINT: iam.url };
  expect(await projectsOf(["--region", "cn-north-4"], env)).toMatchObject({ code: 0, path: "a".repeat(32) });
  expect(iam.requests.map(({ url }) => url)).toEqual(["/v3/projects?name=cn-north-4"]);
});

test.for([
  ["by ids, beside a journal", [...ids, "--no-check"]],
  ["by the beginning of its id", ["e1-long-/run-script", "--yes"]],
] as const)("a project is looked up once for a command that names an execution %s", async ([, argv]) => {
  await using iam = await fakeIam();
  const result = { node_id: "run-script", status: "fail", begin_time: 1, function_execution_id: "r1" };
  const execution = { execution_id: "e1-long-id", workflow_id: "w1", status: "fail", begin_time: 1, execution_result_list: [result] };
  await using service = await loopback(({ url = "" }, response) => {
    if (url.endsWith("/workflow-list")) return json(response, 200, { elements: [{ id: "w1", name: "nightly" }], total_elements: 1 });
    if (url.includes("/operation?")) return json(response, 200, { result: "success" });
    return json(response, 200, url.endsWith("/status") ? execution : [execution], { date: new Date().toUTCString() });
  });
  await mkdir(join(folder, "aom-workflow"));
  await writeFile(join(folder, "aom-workflow", "other.journal.jsonl"), "");
  const place = ["--region", "cn-north-4", "--endpoint", service.url];
  const env = { AOM_WORKFLOW_PROJECT: "", AOM_WORKFLOW_IAM_ENDPOINT: iam.url, XDG_STATE_HOME: folder };
  expect(await runHere(["restart", ...argv, ...place], { env })).toMatchObject({ code: 0 });
  expect(iam.requests.map(({ url }) => url)).toEqual(["/v3/projects?name=cn-north-4"]);
});

test.for([
  [403, { error: { code: 403, message: "You are not authorized to perform the requested action.", title: "Forbidden" } }],
  [404, { error: { code: 404, message: "Not found" } }],
  [200, { projects: [] }],
  [200, { projects: "none" }],
] as const)("a look-up that IAM answers by %i and %j leads to --project", async ([status, body]) => {
  await using iam = await loopback((_, response) => json(response, status, body));
  const { stderr, path } = await projectsOf(["--region", "cn-north-4"], { AOM_WORKFLOW_IAM_ENDPOINT: iam.url });
  expect(path).toBeUndefined();
  expect(stderr).toMatch(/^(IAM|No enabled project) .*\. With --project ID nothing is looked up\.\nNothing was sent to AOM\.\n/);
});

test("a look-up for which the credentials are wrong does not lead to --project", async () => {
  await using iam = await loopback((_, response) => json(response, 401, { error: { code: 401, message: "no" } }));
  const { stderr } = await projectsOf(["--region", "cn-north-4"], { AOM_WORKFLOW_IAM_ENDPOINT: iam.url });
  expect(stderr).not.toContain("--project ID");
});

test("--region beside --endpoint says which warnings apply", async () => {
  const { code, stderr } = await projectsOf(["--project", named, "--region", "cn-north-1"], {});
  expect(code).toBe(0);
  expect(stderr).toMatch(/^The vendor has not opened workflows in cn-north-1\. /);
});
