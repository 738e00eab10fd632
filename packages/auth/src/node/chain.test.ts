import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import type { Transport } from "@aom-workflow/http";
import { afterAll, describe, expect, it, vi } from "vitest";
import { json, loopback } from "../../../../tools/lab/servers.ts";
import { get, patient } from "../../test/requests.ts";
import { accessKey, iamAgency, iamPassword, temporaryAccessKey } from "../index.ts";
import { credentialChain } from "./chain.ts";
import { ecsMetadata } from "./ecs-metadata.ts";
import { ambiguousKeys, environmentKeys, hasEnvironmentKeys } from "./environment.ts";
import { explicitKeys } from "./explicit.ts";
import { profileFile } from "./profile-file.ts";

const folder = mkdtempSync(join(tmpdir(), "profiles-"));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function profile(text: string, mode = 0o600): string {
  const path = join(folder, `credentials-${++files}`);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

const home = join(folder, "none");
const nothing = { env: {}, profile: {} };
const noMetadata = (options: object = {}) => {
  const { explicit, env, profile } = { ...nothing, ...options } as { explicit?: never; env: object; profile: object };
  return [explicitKeys(explicit), environmentKeys(env as never), profileFile({ ...profile, env: { HOME: home, ...env } })];
};
const chain = (options: object = {}) => credentialChain({ ...nothing, ...options, sources: noMetadata(options) });
const basic = "[basic]\nak = AKPROFILE000000\nsk = SKSECRET\nproject_id = p1\n";

describe("the order of the chain", () => {
  const env = {
    CLOUD_SDK_AK: "AKSAMPLES0000000",
    CLOUD_SDK_SK: "SKSECRET",
    HUAWEICLOUD_SDK_AK: "AKSDK0000000000",
    HUAWEICLOUD_SDK_SK: "SKSECRET",
  };
  const explicit = { accessKeyId: "AKEXPLICIT00000", secretAccessKey: "SKSECRET" };

  it.each([
    ["explicit keys first", { explicit, env }, "AKEX…00", "explicit keys"],
    ["then the variables of the vendor's samples", { env }, "AKSA…00", "environment (CLOUD_SDK_AK)"],
    [
      "then those of the SDKs",
      { env: { ...env, CLOUD_SDK_AK: undefined, CLOUD_SDK_SK: undefined } },
      "AKSD…00",
      "environment (HUAWEICLOUD_SDK_AK)",
    ],
  ])("%s", async (_, options, accessKeyId, source) => {
    expect(await chain(options).resolve()).toMatchObject({ accessKeyId, source });
  });

  it("then the profile file, of which it takes the project id too", async () => {
    const path = profile(basic);
    expect(await chain({ env: { HUAWEICLOUD_SDK_CREDENTIALS_FILE: path }, profile: {} }).resolve()).toMatchObject({
      accessKeyId: "AKPR…00",
      source: `${path} [basic]`,
      projectId: "p1",
      misses: ["explicit: no keys were given", "environment: CLOUD_SDK_AK and HUAWEICLOUD_SDK_AK are not set"],
    });
  });

  it("sends security token and project id of the environment with the keys", async () => {
    const headers = await chain({
      env: { HUAWEICLOUD_SDK_AK: "AK", HUAWEICLOUD_SDK_SK: "SK", HUAWEICLOUD_SDK_SECURITY_TOKEN: "ST", HUAWEICLOUD_SDK_PROJECT_ID: "p2" },
    })(get, patient);
    expect(headers).toMatchObject({ "x-security-token": "ST", "x-project-id": "p2" });
  });

  it("has the project of the source, for calls that name none", async () => {
    const env = { HUAWEICLOUD_SDK_AK: "AK", HUAWEICLOUD_SDK_SK: "SK", HUAWEICLOUD_SDK_PROJECT_ID: "p2" };
    expect(await chain({ env }).projectId(patient)).toBe("p2");
    expect(await chain({ profile: { path: profile(basic) } }).projectId(patient)).toBe("p1");
    expect(await chain({ env })(get, { ...patient, projectId: "p3" })).toMatchObject({ "x-project-id": "p3" });
  });

  it("takes a project of its own before that of the source, and refuses a call for another", async () => {
    const env = { HUAWEICLOUD_SDK_AK: "AK", HUAWEICLOUD_SDK_SK: "SK", HUAWEICLOUD_SDK_PROJECT_ID: "p2" };
    const own = credentialChain({ sources: [environmentKeys(env)], projectId: "p4" });
    expect(await own.projectId(patient)).toBe("p4");
    expect(await own.resolve()).toMatchObject({ projectId: "p4" });
    expect(await own(get, patient)).toMatchObject({ "x-project-id": "p4" });
    expect(() => own(get, { ...patient, projectId: "p2" })).toThrow(/for project p4 .* for project p2/);
  });

  it("lists the sources that were tried and why each had no keys", async () => {
    await using metadata = await loopback(
      (_, response) => void response.writeHead(200, { "content-type": "text/html" }).end("<html>portal</html>"),
    );
    const lost = credentialChain({ sources: [...noMetadata(), ecsMetadata({ endpoint: metadata.url })] });
    await expect(lost(get, patient)).rejects.toMatchObject({
      code: "no-credentials",
      message: expect.stringMatching(
        /explicit: no keys were given; environment: CLOUD_SDK_AK and HUAWEICLOUD_SDK_AK are not set; profile file .*none.*: there is no such file; ECS metadata: .*\); set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK\.$/,
      ),
    });
  });

  it("says of an identity provider that it is not supported, instead of overlooking it", async () => {
    await expect(chain({ env: { HUAWEICLOUD_SDK_IDP_ID: "idp" } })(get, patient)).rejects.toThrow(
      /HUAWEICLOUD_SDK_IDP_ID\) is not supported/,
    );
  });

  it("can renew a profile, which someone may have edited, but not the environment", async () => {
    const path = profile(basic);
    const fromFile = chain({ profile: { path } });
    await fromFile(get, patient);
    writeFileSync(path, basic.replace("AKPROFILE", "AKROTATED"));
    expect(await fromFile.renew?.(patient)).toBe(true);
    expect((await fromFile.resolve()).accessKeyId).toBe("AKRO…00");
    const fromEnvironment = chain({ env: { CLOUD_SDK_AK: "AK", CLOUD_SDK_SK: "SK" } });
    await fromEnvironment(get, patient);
    expect(await fromEnvironment.renew?.(patient)).toBe(false);
  });

  it("stays with the source that served, instead of becoming someone else when it fails", async () => {
    const path = profile(basic);
    const other = {
      name: "other",
      renewable: true,
      load: async () => ({ accessKeyId: "AKOTHER", secretAccessKey: "SK", source: "other" }),
    };
    const stays = credentialChain({ sources: [profileFile({ path }), other] });
    await stays(get, patient);
    rmSync(path);
    await stays.renew?.(patient);
    await expect(stays(get, patient)).rejects.toMatchObject({
      code: "file-unreadable",
      message: expect.stringContaining("does not exist"),
    });
  });

  it.each([join(folder, "none"), "~/credentials"])(
    "does not go on to other keys where the file that was named is missing: %s",
    async (path) => {
      const refused = { code: "file-unreadable", message: expect.stringContaining(`The profile file ${path} does not exist`) };
      await expect(chain({ env: { HUAWEICLOUD_SDK_CREDENTIALS_FILE: path } }).resolve()).rejects.toMatchObject(refused);
      await expect(chain({ profile: { path } }).resolve()).rejects.toMatchObject(refused);
    },
  );

  it("shows no secret in its result, its errors or when printed", async () => {
    const found = chain({ profile: { path: profile(basic) } });
    const shown = inspect([found, await found.resolve(), await profileFile({ path: profile(basic) }).load(patient)], {
      depth: 9,
      showHidden: true,
    });
    expect(shown).not.toContain("SKSECRET");
  });
});

describe("broken credentials end the search, so that no call is made with other credentials", () => {
  it.each([
    ["half a pair", { CLOUD_SDK_AK: "AK", HUAWEICLOUD_SDK_AK: "AK2" }, "CLOUD_SDK_SK", /CLOUD_SDK_AK is set but CLOUD_SDK_SK is not/],
    [
      "a trailing line break",
      { HUAWEICLOUD_SDK_AK: "AK", HUAWEICLOUD_SDK_SK: "SKSECRET\n" },
      "HUAWEICLOUD_SDK_SK",
      /ends with a line break/,
    ],
    [
      "an empty secret",
      { HUAWEICLOUD_SDK_AK: "AK", HUAWEICLOUD_SDK_SK: "" },
      "HUAWEICLOUD_SDK_SK",
      /_AK is set but HUAWEICLOUD_SDK_SK is empty; set both or neither/,
    ],
    [
      "spaces in the security token",
      { HUAWEICLOUD_SDK_AK: "AK", HUAWEICLOUD_SDK_SK: "SK", HUAWEICLOUD_SDK_SECURITY_TOKEN: "a b" },
      "HUAWEICLOUD_SDK_SECURITY_TOKEN",
      /a space, a line break/,
    ],
    [
      "a path as project id",
      { HUAWEICLOUD_SDK_AK: "AK", HUAWEICLOUD_SDK_SK: "SK", HUAWEICLOUD_SDK_PROJECT_ID: "a/b" },
      "HUAWEICLOUD_SDK_PROJECT_ID",
      /other than letters/,
    ],
  ])("environment: %s", async (_, env, source, message) => {
    const error = await Promise.resolve(chain({ env, profile: { path: profile(basic) } })(get, patient)).catch((error) => error);
    expect(error).toMatchObject({ code: "invalid-credentials", source, message: expect.stringMatching(message) });
    expect(String(error)).not.toContain("SKSECRET");
  });

  it("environment: a complete pair goes before half of another", async () => {
    const env = { CLOUD_SDK_AK: "AK", HUAWEICLOUD_SDK_AK: "AK2", HUAWEICLOUD_SDK_SK: "SK2" };
    expect(await chain({ env })(get, patient)).toMatchObject({ authorization: expect.stringContaining("Access=AK2,") });
    expect(ambiguousKeys(env)).toBeUndefined();
    expect(ambiguousKeys({ ...env, CLOUD_SDK_SK: "SK" })).toMatch(/^CLOUD_SDK_AK and HUAWEICLOUD_SDK_AK are both set, to different keys/);
    expect(ambiguousKeys({ ...env, CLOUD_SDK_AK: "AK2", CLOUD_SDK_SK: "SK2" })).toBeUndefined();
  });

  it.each([
    ["CLOUD_SDK", "HUAWEICLOUD_SDK"],
    ["HUAWEICLOUD_SDK", "CLOUD_SDK"],
  ])("environment: empty %s variables count as not set, as in a job whose secrets are not there", async (empty, other) => {
    const unset = { [`${empty}_AK`]: "", [`${empty}_SK`]: "" };
    const env = { ...unset, [`${other}_AK`]: "AK2", [`${other}_SK`]: "SK2" };
    expect(await chain({ env }).resolve()).toMatchObject({ source: `environment (${other}_AK)` });
    expect(ambiguousKeys(env)).toBeUndefined();
    expect(hasEnvironmentKeys(unset)).toBe(false);
    expect(await chain({ env: unset, profile: { path: profile(basic) } }).resolve()).toMatchObject({ accessKeyId: "AKPR…00" });
  });

  it("explicit: half a pair", async () => {
    await expect(chain({ explicit: { accessKeyId: "AK" } })(get, patient)).rejects.toMatchObject({
      code: "invalid-credentials",
      source: "secretAccessKey",
    });
  });

  it.each([
    [
      "both kinds of section",
      `${basic}[global]\nak=AK\nsk=SK\n`,
      "file-invalid",
      /both sections, \[basic\] and \[global\]; choose one with `section: "basic"`/,
    ],
    ["a comment behind the secret", "[basic]\nak=AK\nsk=SKSECRET ; mine\n", "file-invalid", /put comments on lines of their own/],
    ["half a pair", "[basic]\nak=AK\n", "invalid-credentials", /secret access key \(.* \[basic\] sk\) is missing/],
    ["a key without a value", "[basic]\nak=AK\nsk\n", "invalid-credentials", /sk\) is missing/],
    ["an empty secret", "[basic]\nak=AK\nsk=\n", "invalid-credentials", /sk\) is empty/],
  ])("profile file: %s", async (_, text, code, message) => {
    const path = profile(text);
    await expect(chain({ profile: { path } })(get, patient)).rejects.toMatchObject({
      code,
      source: expect.stringContaining(path),
      message: expect.stringMatching(message),
    });
  });

  it("profile file: reads the section that was named, a byte order mark and Windows line ends", async () => {
    const path = profile(`\ufeff${basic}[global]\nak=AKGLOBAL0000\nsk=SK\ndomain_id=d1\n`.replaceAll("\n", "\r\n"));
    expect(await chain({ profile: { path, section: "global" } }).resolve()).toMatchObject({
      accessKeyId: "AKGL…00",
      domainId: "d1",
      projectId: undefined,
    });
    expect(await chain({ profile: { path, section: "basic" } }).resolve()).toMatchObject({ accessKeyId: "AKPR…00", projectId: "p1" });
  });

  it.each([
    ["indented sections and keys, as the SDKs do", `  [basic]\n\tak = AKPROFILE000000\n  sk = SKSECRET\n`],
    ["UTF-16LE", Buffer.from(`\ufeff${basic}`, "utf16le")],
    ["UTF-16BE", Buffer.from(`\ufeff${basic}`, "utf16le").swap16()],
  ])("profile file: reads %s", async (_, content) => {
    expect(await chain({ profile: { path: profile(content as string) } }).resolve()).toMatchObject({ accessKeyId: "AKPR…00" });
  });

  it.each([
    ["[Basic]\nak=AK\nsk=SKSECRET\n", "Basic"],
    [" [GLOBAL]\nak=AK\nsk=SKSECRET\n", "GLOBAL"],
    ["[basic]\nAK=AK\nSK=SKSECRET\n", "AK"],
    ["[basic]\nak=AK\nsk=SKSECRET\nProject_Id=p\n", "Project_Id"],
  ])("profile file: %j is refused, since the SDKs read lower case only", async (text, written) => {
    await expect(chain({ profile: { path: profile(text) } })(get, patient)).rejects.toMatchObject({
      code: "file-invalid",
      message: expect.stringMatching(new RegExp(`has ${written}, but the vendor's SDKs read .* write ${written.toLowerCase()}\\.$`)),
    });
  });

  it.each([
    ["", /it has no section \[basic\] or \[global\]/],
    ["[basic]\nidp_id=x\n", /identity provider \(idp_id\), which is not supported/],
    ["[basic]\n", /it has no ak and sk/],
  ])("profile file: %j is a miss, not an error of its own", async (text, message) => {
    await expect(chain({ profile: { path: profile(text) } })(get, patient)).rejects.toMatchObject({
      code: "no-credentials",
      message: expect.stringMatching(message),
    });
  });

  it.each([0o644, 0o640, 0o604, 0o620])("profile file: mode %o is refused with the command that fixes it", async (mode) => {
    const path = profile(basic, mode);
    await expect(chain({ profile: { path } })(get, patient)).rejects.toMatchObject({
      code: "file-readable-by-others",
      source: path,
      message: expect.stringContaining(`run \`chmod 600 ${path}\``),
    });
  });

  it("profile file: a folder in its place is named", async () => {
    await expect(chain({ profile: { path: folder } })(get, patient)).rejects.toMatchObject({
      code: expect.stringMatching(/^file-/),
      source: folder,
    });
  });
});

describe("ECS metadata", () => {
  const credential = (expires: number, access = "AKECS") => ({
    credential: { access, secret: "SKECS", securitytoken: "STECS", expires_at: new Date(expires).toISOString() },
  });

  it("asks for a token first, then for the keys, once for many requests, and again before they expire", async () => {
    let now = Date.now();
    await using metadata = await loopback(({ method }, response) =>
      method === "PUT" ? void response.end("MTOKEN") : json(response, 200, credential(now + 3_600_000)),
    );
    const authenticate = credentialChain({ sources: [ecsMetadata({ endpoint: metadata.url })], clock: () => now });
    const [headers] = await Promise.all(Array.from({ length: 100 }, () => authenticate(get, patient)));
    expect(headers).toMatchObject({ "x-security-token": "STECS" });
    expect(metadata.requests).toMatchObject([
      { method: "PUT", url: "/meta-data/latest/api/token", headers: { "x-metadata-token-ttl-seconds": "21600" } },
      { method: "GET", url: "/openstack/latest/securitykey", headers: { "x-metadata-token": "MTOKEN" } },
    ]);
    now += 3_600_000;
    await authenticate(get, patient);
    expect(metadata.requests).toHaveLength(4);
  });

  it("does without a token if the service has none", async () => {
    await using metadata = await loopback(({ method }, response) =>
      method === "PUT" ? void response.writeHead(405).end() : json(response, 200, credential(Date.now() + 3_600_000)),
    );
    const found = await ecsMetadata({ endpoint: metadata.url }).load(patient);
    expect(found).toMatchObject({ accessKeyId: "AKECS" });
    expect(inspect(found, { showHidden: true }) + JSON.stringify(found)).not.toMatch(/SKECS|STECS/);
    expect(metadata.requests[1]?.headers).not.toHaveProperty("x-metadata-token");
  });

  it("gives up on a service that hangs, with one limit for both requests", async () => {
    const signals = new Set<AbortSignal>();
    const transport: Transport = async ({ method }, { signal }) => {
      signals.add(signal);
      if (method === "PUT") return { status: 200, headers: {}, text: "T" };
      return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    };
    expect(await ecsMetadata({ transport, timeout: 20 }).load(patient)).toEqual({
      miss: "the ECS metadata service (http://169.254.169.254) did not answer within 0.02 s",
    });
    expect(signals.size).toBe(1);
  });

  it("is looked at without a proxy, which would be another machine", async () => {
    await using metadata = await loopback(({ method }, response) =>
      method === "PUT" ? void response.end("T") : json(response, 200, credential(Date.now() + 3_600_000)),
    );
    vi.stubEnv("HTTP_PROXY", "http://127.0.0.1:1");
    vi.stubEnv("NO_PROXY", "");
    expect(await ecsMetadata({ endpoint: metadata.url }).load(patient)).toMatchObject({ accessKeyId: "AKECS" });
    vi.unstubAllEnvs();
  });

  it("on which no server listens is a reason, not an error", async () => {
    expect(await ecsMetadata({ endpoint: "http://127.0.0.1:1" }).load(patient)).toEqual({
      miss: "the ECS metadata service (http://127.0.0.1:1) could not be reached",
    });
  });

  it.each([
    ["HTML for a token", "<html>x y</html>", 200, "{}", /token \(the ECS metadata service .*\) contains a space/],
    ["HTML for the keys", "T", 200, "<html></html>", /something other than keys/],
    ["no agency", "T", 404, "{}", /answered 404 for the keys; give the server an agency/],
    ["null", "T", 200, '{"credential":null}', /something other than keys/],
  ])("names the reason: %s", async (_, token, status, body, miss) => {
    await using metadata = await loopback(
      ({ method }, response) => void (method === "PUT" ? response.end(token) : response.writeHead(status).end(body)),
    );
    expect(await ecsMetadata({ endpoint: metadata.url }).load(patient)).toMatchObject({ miss: expect.stringMatching(miss) });
  });

  it("is not followed elsewhere", async () => {
    await using metadata = await loopback((_, response) => void response.writeHead(307, { location: "http://127.0.0.1:1/" }).end());
    expect(await ecsMetadata({ endpoint: metadata.url }).load(patient)).toMatchObject({
      miss: expect.stringContaining("redirects, which is refused"),
    });
  });
});

describe("an option that is misspelt, or a switch that is a text, is refused by name", () => {
  const keys = { accessKeyId: "HPUAEXAMPLE000000000", secretAccessKey: "example-secret-key" };
  const user = { endpoint: "https://iam.example", projectId: "f".repeat(32), domainName: "a", userName: "u", password: "p" };

  it.each<[string, () => unknown]>([
    ["metadata", () => credentialChain({ metadata: false } as never)],
    ["accesKeyId", () => credentialChain({ explicit: { accesKeyId: "x" } as never })],
    ["projectID", () => accessKey({ ...keys, projectID: "x" } as never)],
    ["timout", () => iamPassword({ ...user, timout: 3 } as never)],
    ["allowInsecureHttp", () => iamPassword({ ...user, allowInsecureHttp: "false" as never })],
    ["agencyname", () => iamAgency({ endpoint: user.endpoint, auth: "t", agencyname: "x" } as never)],
    ["durationSecond", () => temporaryAccessKey({ endpoint: "https://iam.example", auth: "t", durationSecond: 900 } as never)],
  ])("%s", (source, make) => {
    expect(make).toThrow(expect.objectContaining({ code: "invalid-option", source }));
  });
});
