import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { json, loopback } from "./loopback.test-helper.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const blocks = [...readFileSync(join(root, "README.md"), "utf8").matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code as string);
const home = mkdtempSync(join(tmpdir(), "home-"));
afterAll(() => rmSync(home, { recursive: true }));

const printed = [
  "200",
  "0123456789abcdef0123456789abcdef",
  "AKRE…00 from environment (HUAWEICLOUD_SDK_AK)",
  "SDK-HMAC-SHA256 Access=AccessKey, SignedHeaders=host;x-sdk-date, Signature=",
  "invalid-credentials token",
];

/** Runs inside the package, so that its own name leads to what is built. */
async function run(code: string, index: number, url: string): Promise<string> {
  mkdirSync(join(root, ".vitest"), { recursive: true });
  const file = join(root, ".vitest", `readme-${index}.ts`);
  writeFileSync(file, code);
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    HUAWEICLOUD_SDK_AK: "AKREADME00000000",
    HUAWEICLOUD_SDK_SK: "SKREADME",
    IAM_PASSWORD: "not-a-real-password",
    HUAWEICLOUD_SDK_IAM_ENDPOINT: url,
    HUAWEICLOUD_SDK_REGION_AOM_CN_NORTH_4: url,
  };
  return (await promisify(execFile)(process.execPath, ["--no-warnings", file], { env, timeout: 20_000 })).stdout;
}

describe("every example of the README does what it says", () => {
  it("has an expectation for each", () => {
    expect(printed).toHaveLength(blocks.length);
  });

  it.each(blocks.map((code, index) => ({ code, index })))("example $index", async ({ code, index }) => {
    await using cloud = await loopback(({ url }, response) => {
      if (url.startsWith("/v3/auth/tokens"))
        json(response, 201, { token: { expires_at: "2099-01-01T00:00:00Z" } }, { "x-subject-token": "T" });
      else if (url.startsWith("/v3/projects"))
        json(response, 200, { projects: [{ id: "0123456789abcdef0123456789abcdef", name: "cn-north-4" }] });
      else json(response, 200, {});
    });
    const output = await run(code, index, cloud.url);
    expect(output).toContain(printed[index]);
    expect(output).not.toMatch(/SKREADME|not-a-real-password/);
  });
});
