import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { testExamples } from "../../tools/lab/readme.ts";
import { json, loopback } from "../../tools/lab/servers.ts";

const home = mkdtempSync(join(tmpdir(), "home-"));
let cloud: Awaited<ReturnType<typeof loopback>>;
beforeAll(async () => {
  cloud = await loopback(({ url }, response) => {
    if (url.startsWith("/v3/auth/tokens"))
      json(response, 201, { token: { expires_at: "2099-01-01T00:00:00Z" } }, { "x-subject-token": "T" });
    else if (url.startsWith("/v3/projects"))
      json(response, 200, { projects: [{ id: "0123456789abcdef0123456789abcdef", name: "cn-north-4" }] });
    else json(response, 200, {});
  });
});
afterAll(async () => {
  await cloud[Symbol.asyncDispose]();
  rmSync(home, { recursive: true });
});

testExamples(new URL("README.md", import.meta.url), async () => ({
  env: {
    HOME: home,
    HUAWEICLOUD_SDK_AK: "AKREADME00000000",
    HUAWEICLOUD_SDK_SK: "SKREADME",
    IAM_PASSWORD: "not-a-real-password",
    HUAWEICLOUD_SDK_IAM_ENDPOINT: cloud.url,
    HUAWEICLOUD_SDK_REGION_AOM_CN_NORTH_4: cloud.url,
  },
}));
