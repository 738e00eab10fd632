import { expect, test, vi } from "vitest";
import { configPath } from "./paths.ts";

test.for([
  [{ XDG_CONFIG_HOME: "/x", HOME: "/home/me" }, "linux", "/x/aom-workflow/config.json"],
  [{ XDG_CONFIG_HOME: "", HOME: "/home/me" }, "linux", "/home/me/.config/aom-workflow/config.json"],
  [{ APPDATA: "C:\\Users\\me\\AppData\\Roaming", HOME: "/x" }, "win32", "C:\\Users\\me\\AppData\\Roaming\\aom-workflow\\config.json"],
] as const)("with %j on %s the settings are in %s", ([env, platform, path]) => {
  expect(configPath(env, platform)).toBe(path);
});

test.for([{ XDG_CONFIG_HOME: "relative", HOME: "/home/me" }, { HOME: "." }])("with %j there is no safe place", (env) => {
  expect(() => configPath(env, "linux")).toThrow(/^(XDG_CONFIG_HOME|HOME) must be an absolute path, not "/);
});

test.for([{}, { HOME: "" }])("with %j the account says where the home folder is, if there is one", (env) => {
  const account = vi.spyOn(process.getBuiltinModule("node:os"), "userInfo").mockReturnValue({ homedir: "/home/account" } as never);
  expect(configPath(env, "linux")).toBe("/home/account/.config/aom-workflow/config.json");
  account.mockImplementation(() => {
    throw new Error("no such user");
  });
  expect(configPath(env, "linux")).toBeUndefined();
});
