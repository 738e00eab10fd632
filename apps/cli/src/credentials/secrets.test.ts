import { Console } from "node:console";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { inspect } from "node:util";
import { Secret } from "@aom-workflow/auth";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readSecrets } from "../commands/auth/login.ts";
import { checkSettings } from "../commands/doctor/check-settings.ts";
import { lookUp, sourcesOf } from "../settings/setting-sources.ts";
import { tokenSource } from "../settings/token-source.ts";
import type { Terminal } from "../terminal/host.ts";
import { saveLogin } from "./login-store.ts";
import { readAll } from "./read-all.ts";
import { chooseCredentials, readToken, readyCredentials } from "./ready-credentials.ts";
import { readTokenFile } from "./token-file.ts";

const secret = "MIIEtokenWord7sVt9Qx";
const place = { region: "cn-north-4" };
const { signal } = new AbortController();

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "aom-workflow-"));
  await writeFile(join(home, "token"), secret, { mode: 0o600 });
});
afterAll(() => rm(home, { recursive: true }));

const terminal = { canAsk: false } as Terminal;
const stdin = () => Readable.from([`${secret}\n${secret}\n`]);
const sources = (options: Record<string, string>, env: Record<string, string>) =>
  sourcesOf({ ...place, ...options }, { HOME: home, XDG_CACHE_HOME: home, AOM_WORKFLOW_ECS_METADATA: "off", ...env });
const variable = () => sources({}, { AOM_WORKFLOW_TOKEN: secret });
const keys = () => sources({}, { HUAWEICLOUD_SDK_AK: "AKIDEXAMPLE123456789", HUAWEICLOUD_SDK_SK: secret });
const file = () => sources({ "token-file": join(home, "token") }, {});

async function loggedIn() {
  const given = sources({}, {});
  const login = { iamEndpoint: "https://iam.cn-north-4.myhuaweicloud.com", account: "acme", user: "operator" };
  await saveLogin(given, { token: new Secret(secret), expiresAt: Date.now() + 3_600_000, login });
  return chooseCredentials(given);
}

async function ready(given: ReturnType<typeof sources>) {
  return readyCredentials(await chooseCredentials(given), { signal, terminal, stdin: () => Readable.from([secret]) });
}

test.for<[string, () => unknown]>([
  ["settings whose environment has a token", variable],
  ["settings whose environment has an access key", keys],
  ["settings whose profile cannot be read", () => checkSettings({ profile: "none" }, { HOME: home, AOM_WORKFLOW_TOKEN: secret })],
  ["the setting token", () => lookUp("token-file", variable())],
  ["the source of a token", () => tokenSource(variable())],
  ["the token of a variable, chosen", () => chooseCredentials(variable())],
  ["the token of a variable, ready", () => ready(variable())],
  ["the token of a file, ready", () => ready(file())],
  ["the token of standard input, ready", () => ready(sources({ "token-file": "-" }, {}))],
  ["a saved login, ready", async () => readyCredentials(await loggedIn(), { signal, stdin, terminal })],
  ["what a token file contains", () => readTokenFile(join(home, "token"))],
  ["what a stream contains", () => readAll(stdin())],
  ["password and passcode", () => readSecrets(questions, false, { terminal, signal, stdin }, (work) => work(signal))],
  [
    "a token with a space",
    () =>
      readToken({ kind: "environment", name: "T", value: new Secret(`${secret} `) }, { signal, stdin, terminal }).catch((error) => error),
  ],
])("%s: nothing that prints it shows the secret", async ([, get]) => {
  const value = await get();
  const failure = Object.assign(new Error("It failed.", { cause: value }), { value });
  const shown = [inspect(value, { depth: null }), JSON.stringify({ value }), `${value}`, inspect(failure, { depth: null }), tableOf(value)];
  for (const text of shown) expect(text).not.toContain(secret);
});

const questions = ["password", "passcode"].map((secret) => ({ secret, question: `${secret}: ` }));

function tableOf(value: unknown): string {
  const stdout = new PassThrough();
  new Console(stdout).table([value, { value }]);
  return String(stdout.read());
}
