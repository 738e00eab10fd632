import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { signedFetch } from "../credentials/signed-fetch.ts";
import { aomEndpointOverride, resolveAomEndpoint, resolveIamEndpoint } from "./endpoints.ts";

const folder = mkdtempSync(join(tmpdir(), "regions-"));
afterAll(() => rmSync(folder, { recursive: true }));

function regions(text: string): string {
  const path = join(folder, "regions.yaml");
  writeFileSync(path, text);
  return path;
}

const file = "AOM:\n  - id: cn-north-4\n    endpoint: https://aom.file.example\n  - id: my-cloud-1\n    endpoint: https://aom.my.example\n";
const none = join(folder, "none");

describe("endpoints that someone overrides", () => {
  it("environment before regions file before the vendor's table", async () => {
    const env = { HUAWEICLOUD_SDK_REGION_AOM_CN_NORTH_4: "https://aom.env.example,https://aom.second.example" };
    expect(await resolveAomEndpoint("cn-north-4", { env, path: regions(file) })).toBe("https://aom.env.example");
    expect(await resolveAomEndpoint("cn-north-4", { env: { HUAWEICLOUD_SDK_REGIONS_FILE: regions(file) } })).toBe(
      "https://aom.file.example",
    );
    expect(await resolveAomEndpoint("my-cloud-1", { env: {}, path: regions(file) })).toBe("https://aom.my.example");
    expect(await resolveAomEndpoint("cn-east-3", { env: {}, path: regions(file) })).toBe("https://aom.cn-east-3.myhuaweicloud.com");
    expect(await resolveAomEndpoint("cn-north-4", { env: { HOME: none } })).toBe("https://aom.cn-north-4.myhuaweicloud.com");
  });

  it.each([
    "https://aom.env.example,https://aom.second.example",
    " https://aom.env.example , https://aom.second.example",
    ",https://aom.env.example",
  ])("of several in the environment the first: %j", async (list) => {
    expect(await resolveAomEndpoint("cn-north-4", { env: { HUAWEICLOUD_SDK_REGION_AOM_CN_NORTH_4: list } })).toBe(
      "https://aom.env.example",
    );
  });

  it("plain http only for a switch that is true, not for a text", async () => {
    const env = { HUAWEICLOUD_SDK_REGION_AOM_CN_NORTH_4: "http://aom.example", HUAWEICLOUD_SDK_IAM_ENDPOINT: "http://iam.example" };
    const options = { env, allowInsecureHttp: "false" as never };
    const refused = { code: "invalid-option", source: "allowInsecureHttp", message: "`allowInsecureHttp` must be true or false." };
    await expect(resolveAomEndpoint("cn-north-4", options)).rejects.toMatchObject(refused);
    await expect(aomEndpointOverride("cn-north-4", options)).rejects.toMatchObject(refused);
    expect(() => resolveIamEndpoint("cn-north-4", options)).toThrow(expect.objectContaining(refused));
    expect(() => signedFetch(() => ({}), { allowInsecureHttp: "false" as never })).toThrow(expect.objectContaining(refused));
  });

  it.each([none, "~/regions.yaml"])("not without the regions file that was named: %s", async (path) => {
    const refused = { code: "file-unreadable", message: expect.stringContaining("does not exist") };
    await expect(resolveAomEndpoint("cn-north-4", { env: {}, path })).rejects.toMatchObject(refused);
    await expect(resolveAomEndpoint("cn-north-4", { env: { HUAWEICLOUD_SDK_REGIONS_FILE: path } })).rejects.toMatchObject(refused);
  });

  it.each([
    ["AOM: [", "file-invalid", /not valid YAML/],
    ["- AOM", "file-invalid", /must map services/],
    ["AOM: x", "file-invalid", /list of `id` and `endpoint`/],
    ["AOM: [{ id: cn-north-4 }]", "file-invalid", /has no endpoint for cn-north-4/],
    ["AOM: [{ id: cn-north-4, endpoint: http://aom.example }]", "invalid-option", /must use https/],
    ["AOM: [{ id: cn-north-4, endpoint: aom.example }]", "invalid-option", /must be an address/],
  ])("%j is refused and the file named", async (text, code, message) => {
    const path = regions(text);
    await expect(resolveAomEndpoint("cn-north-4", { env: {}, path })).rejects.toMatchObject({
      code,
      source: path,
      message: expect.stringMatching(message),
    });
  });

  it("has one for a region that the vendor does not list, and refuses an id that would change the host", async () => {
    expect(await resolveAomEndpoint("xx-new-1", { env: { HOME: none } })).toBe("https://aom.xx-new-1.myhuaweicloud.com");
    await expect(resolveAomEndpoint("evil.example/", { env: { HOME: none } })).rejects.toThrow(/must be an id such as cn-north-4/);
  });

  it.each<[unknown, string]>([
    [undefined, "undefined"],
    [null, "null"],
    [5, "5"],
    [["cn-north-4"], "an object"],
    [Symbol("cn"), "Symbol(cn)"],
  ])("refuses a region that is not a string, such as an unset variable: %s", async (region, shown) => {
    const refused = expect.objectContaining({
      code: "invalid-option",
      source: "region",
      message: `The region must be a text such as cn-north-4, not ${shown}.`,
    });
    const env = { HUAWEICLOUD_SDK_REGION_AOM_UNDEFINED: "https://aom.example" };
    await expect(resolveAomEndpoint(region as never, { env })).rejects.toEqual(refused);
    await expect(aomEndpointOverride(region as never, { env })).rejects.toEqual(refused);
    if (region !== undefined) expect(() => resolveIamEndpoint(region as never, { env })).toThrow(refused);
  });

  it("is undefined if not overridden, so that the vendor's table applies", async () => {
    expect(await aomEndpointOverride("cn-east-3", { env: {}, path: regions(file) })).toBeUndefined();
    expect(await aomEndpointOverride("my-cloud-1", { env: {}, path: regions(file) })).toBe("https://aom.my.example");
  });

  it.each([
    ["UTF-8 with a mark", Buffer.from(`\ufeff${file}`)],
    ["UTF-16LE", Buffer.from(`\ufeff${file}`, "utf16le")],
    ["UTF-16BE", Buffer.from(`\ufeff${file}`, "utf16le").swap16()],
  ])("a regions file in %s is read", async (_, bytes) => {
    const path = regions("");
    writeFileSync(path, bytes);
    expect(await resolveAomEndpoint("cn-north-4", { env: {}, path })).toBe("https://aom.file.example");
  });

  it("an empty file says nothing", async () => {
    expect(await resolveAomEndpoint("cn-north-4", { env: {}, path: regions("") })).toBe("https://aom.cn-north-4.myhuaweicloud.com");
  });

  it("IAM has a variable of its own, and plain http needs permission", () => {
    expect(resolveIamEndpoint("cn-north-4", { env: { HUAWEICLOUD_SDK_IAM_ENDPOINT: "https://iam.my.example" } })).toBe(
      "https://iam.my.example",
    );
    expect(resolveIamEndpoint("cn-north-4", { env: {} })).toBe("https://iam.cn-north-4.myhuaweicloud.com");
    expect(resolveIamEndpoint(undefined, { env: { HUAWEICLOUD_SDK_IAM_ENDPOINT: "https://iam.my.example" } })).toBe(
      "https://iam.my.example",
    );
    expect(resolveIamEndpoint(undefined, { env: {} })).toBeUndefined();
    const env = { HUAWEICLOUD_SDK_IAM_ENDPOINT: "http://iam.my.example" };
    expect(() => resolveIamEndpoint("cn-north-4", { env })).toThrow(expect.objectContaining({ source: "HUAWEICLOUD_SDK_IAM_ENDPOINT" }));
    expect(resolveIamEndpoint("cn-north-4", { env, allowInsecureHttp: true })).toBe("http://iam.my.example");
  });
});

it.skipIf(process.platform === "win32")(
  "a regions file that others can change is refused: it says where credentials are sent",
  async () => {
    const path = regions("AOM:\n  - id: cn-north-4\n    endpoint: https://other.example\n");
    chmodSync(path, 0o666);
    const refusal = { code: "file-invalid", message: expect.stringContaining("can be changed by other users") };
    await expect(aomEndpointOverride("cn-north-4", { path })).rejects.toMatchObject(refusal);
  },
);
