import { expect, test } from "vitest";
import { fakeIam } from "./fake-iam.ts";
import { answering, loopback } from "./loopback.ts";
import { runHere } from "./run-here.ts";

const workflows = answering(200, { elements: [], total_elements: 0 });

test("auth status --check without a region asks the service itself, with a call that changes nothing", async () => {
  await using aom = await loopback(workflows);
  const end = await runHere(["auth", "status", "--check", "--endpoint", aom.url]);
  expect(end).toMatchObject({ code: 0, stdout: expect.stringMatching(/^service {6}http:\/\/127.*accepts them$/m) });
  expect(aom.requests.map(({ url }) => url)).toEqual([expect.stringMatching(/\/workflow-list$/)]);
});

test("auth status --check --json without a region says that they were checked", async () => {
  await using aom = await loopback(workflows);
  const { stdout } = await runHere(["auth", "status", "--check", "--json"], { env: { AOM_WORKFLOW_ENDPOINT: aom.url } });
  expect(JSON.parse(stdout)).toMatchObject({ ok: true, checked: true, endpoint: aom.url });
});

test("auth status --check without a region ends as a call would, where the service refuses them", async () => {
  await using aom = await loopback(answering(401, { error_code: "APIGW.0301", error_msg: "Incorrect IAM authentication information" }));
  expect(await runHere(["auth", "status", "--check", "--endpoint", aom.url])).toMatchObject({
    code: 4,
    stderr: expect.stringContaining("APIGW.0301"),
  });
});

test.for([
  ["token (AOM_WORKFLOW_TOKEN)", {}, []],
  ["token (standard input)", {}, ["--token-file", "-"]],
  [
    /access key AKID….. \(environment/,
    { AOM_WORKFLOW_TOKEN: "", HUAWEICLOUD_SDK_AK: "AKIDEXAMPLE123456789", HUAWEICLOUD_SDK_SK: "skSecretSecretSecret" },
    [],
  ],
] as const)("a 401 of the service or of IAM names %s", async ([what, env, argv]) => {
  await using refusing = await loopback(answering(401, { error_code: "APIGW.0301", error_msg: "no", error: { code: 401, message: "no" } }));
  const region = { ...env, AOM_WORKFLOW_REGION: "cn-north-4", AOM_WORKFLOW_IAM_ENDPOINT: refusing.url };
  for (const end of [
    await runHere(["workflows", "--endpoint", refusing.url, ...argv], { env, input: "MIItoken" }),
    await runHere(["auth", "status", "--check", ...argv], { env: region, input: "MIItoken" }),
  ]) {
    const [first] = end.stderr.split("\n");
    expect([end.code, first]).toEqual([4, typeof what === "string" ? `Credentials used: ${what}.` : expect.stringMatching(what)]);
  }
});

test("auth status --check without a region and without a project says how to name one, before anything is asked", async () => {
  await using aom = await loopback(workflows);
  const end = await runHere(["auth", "status", "--check", "--endpoint", aom.url], { env: { AOM_WORKFLOW_PROJECT: "" } });
  expect(end).toMatchObject({ code: 2, stderr: expect.stringContaining("--project is missing") });
  expect(aom.requests).toEqual([]);
});

test("auth status --check with IAM's address but no region asks the service as well", async () => {
  await using iam = await fakeIam();
  await using aom = await loopback(workflows);
  const end = await runHere(["auth", "status", "--check", "--endpoint", aom.url], { env: { AOM_WORKFLOW_IAM_ENDPOINT: iam.url } });
  expect(end).toMatchObject({ code: 0 });
  expect(iam.requests).toEqual([]);
});

test("auth status --check with nothing to ask names both", async () => {
  const env = { AOM_WORKFLOW_REGION: "", AOM_WORKFLOW_ENDPOINT: "" };
  expect(await runHere(["auth", "status", "--check"], { env })).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/--region is missing|--endpoint/),
  });
});
