import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { fakeIam } from "../test/fake-iam.ts";
import { ids } from "../test/fixtures.ts";
import { runCli } from "../test/run-cli.ts";

/** A proxy that refuses every tunnel and keeps where they should have gone. */
async function refusingProxy() {
  const tunnels: (string | undefined)[] = [];
  const server = createServer().on("connect", (request, socket) => {
    tunnels.push(request.url);
    socket.end("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, tunnels, [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

test("HTTPS_PROXY is obeyed, and NO_PROXY keeps from it; the project of the region is looked up before", async () => {
  await using iam = await fakeIam();
  await using proxy = await refusingProxy();
  const env = { AOM_WORKFLOW_PROJECT: "", AOM_WORKFLOW_IAM_ENDPOINT: iam.url, HTTPS_PROXY: proxy.url, NO_PROXY: "127.0.0.1" };
  const end = await runCli(["restart", ...ids, "--region", "cn-north-4", "--timeout", "5", "--json"], { env });
  expect(JSON.parse(end.stdout)).toMatchObject({ error: { outcome: "not-sent", code: "connection", exitCode: 3 } });
  expect(iam.requests.map(({ url }) => url)).toEqual(["/v3/projects?name=cn-north-4"]);
  expect(new Set(proxy.tunnels)).toEqual(new Set(["aom.cn-north-4.myhuaweicloud.com:443"]));
});
