import { expect, test } from "vitest";
import { connectProxy } from "../../../tools/lab/connect-proxy.ts";
import { fakeIam } from "../test/fake-iam.ts";
import { ids } from "../test/fixtures.ts";
import { runCli } from "../test/run-cli.ts";

test("HTTPS_PROXY is obeyed, and NO_PROXY keeps from it; the project of the region is looked up before", async () => {
  await using iam = await fakeIam();
  await using proxy = await connectProxy(403);
  const env = {
    AOM_WORKFLOW_PROJECT: "",
    AOM_WORKFLOW_IAM_ENDPOINT: iam.url,
    HTTPS_PROXY: proxy.url,
    NO_PROXY: "127.0.0.1",
    XDG_STATE_HOME: "/nowhere/state",
  };
  const end = await runCli(["restart", "--no-check", ...ids, "--region", "cn-north-4", "--timeout", "5", "--json"], { env });
  expect(JSON.parse(end.stdout)).toMatchObject({ error: { outcome: "not-sent", code: "connection", exitCode: 3 } });
  expect(iam.requests.map(({ url }) => url)).toEqual(["/v3/projects?name=cn-north-4"]);
  expect(new Set(proxy.asked.map(({ authority }) => authority))).toEqual(new Set(["aom.cn-north-4.myhuaweicloud.com:443"]));
});
