import { Secret } from "@aom-workflow/http/internal";
import { beforeEach, expect, it, vi } from "vitest";
import { patient } from "../../test/requests.ts";
import { credentialChain } from "./chain.ts";
import { diskTokenCache } from "./disk-token-cache.ts";
import { resolveAomEndpoint } from "./endpoints.ts";
import { environmentKeys } from "./environment.ts";
import { profileFile } from "./profile-file.ts";

/** As in a container that runs with a number no account has. */
beforeEach(() => {
  vi.spyOn(process.getBuiltinModule("node:os"), "userInfo").mockImplementation(() => {
    throw Object.assign(new Error("A system error occurred: uv_os_get_passwd returned ENOENT"), { code: "ERR_SYSTEM_ERROR" });
  });
});

const noHome = [{}, { HOME: "" }];

it.each(noHome)("without a home folder (%j) credentials are found elsewhere, or the error says why not", async (env) => {
  const keys = { ...env, HUAWEICLOUD_SDK_AK: "AK", HUAWEICLOUD_SDK_SK: "SK" };
  expect(await credentialChain({ env: keys }).resolve()).toMatchObject({ source: "environment (HUAWEICLOUD_SDK_AK)" });
  const sources = [environmentKeys(env), profileFile({ env })];
  await expect(credentialChain({ sources }).projectId(patient)).rejects.toThrow(
    "profile file: there is no home folder; HUAWEICLOUD_SDK_CREDENTIALS_FILE can name one",
  );
});

it.each(noHome)("without a home folder (%j) the vendor's endpoint applies", async (env) => {
  expect(await resolveAomEndpoint("cn-north-4", { env })).toBe("https://aom.cn-north-4.myhuaweicloud.com");
});

it.each(noHome)("without a home folder (%j) no token is kept, and no login fails", async (env) => {
  const cache = diskTokenCache({ env });
  expect(await cache.write("key", { token: new Secret("T"), expiresAt: Date.now() + 1e6 })).toBe(false);
  expect(await cache.isWritable()).toBe(false);
  expect(await cache.read("key")).toBeUndefined();
  expect(await cache.remove("key")).toBe(false);
});
