import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ids, secret } from "./fixtures.ts";
import { type Loopback, loopback, success } from "./loopback.ts";
import { runHere } from "./run-here.ts";

let server: Loopback;
let folder: string;
beforeAll(async () => {
  server = await loopback(success);
  folder = await mkdtemp(join(tmpdir(), "aom-workflow-"));
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

async function file(name: string, content: string, mode = 0o600): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content, { mode });
  return path;
}

function restart(tokenFile: string, input?: string, env = {}) {
  return runHere(["restart", "--no-check", ...ids, "--endpoint", server.url, "--token-file", tokenFile], {
    env,
    ...(input === undefined ? {} : { input }),
  });
}

const sentToken = () => server.requests.at(-1)?.headers["x-auth-token"];

test("a token file is read without the line break at its end, and wins over the environment", async () => {
  expect(await restart(await file("good", "fromFile\r\n"))).toMatchObject({ code: 0 });
  expect(sentToken()).toBe("fromFile");
});

test("- reads the token from standard input", async () => {
  expect(await restart("-", "fromPipe\n")).toMatchObject({ code: 0 });
  expect(sentToken()).toBe("fromPipe");
});

test.skipIf(process.platform === "win32")("a pipe with a name, as shells make for <(command), needs no mode of its own", async () => {
  const path = join(folder, "fifo");
  expect(spawnSync("mkfifo", ["-m", "644", path]).status).toBe(0);
  const [end] = await Promise.all([restart(path), writeFile(path, "fromFifo\n")]);
  expect(end).toMatchObject({ code: 0 });
  expect(sentToken()).toBe("fromFifo");
});

describe("a token file that cannot be used is named, its content is not shown", () => {
  const refused = async (path: string, says: RegExp, input?: string) => {
    const before = server.requests.length;
    const end = await restart(path, input);
    expect(end).toMatchObject({ code: 2, stdout: "" });
    expect(end.stderr).toMatch(says);
    expect(end.stderr).not.toContain(secret);
    expect(end.stderr.split("\n")).toHaveLength(4);
    expect(server.requests).toHaveLength(before);
  };
  test.skipIf(process.platform === "win32")("readable by others: with the command that fixes it", async () => {
    await refused(await file("open", secret, 0o640), /The token file .*open can be read by other users\. Run: chmod 600 .*open\n/);
  });
  test("missing", () => refused(join(folder, "nowhere"), /The token file .*nowhere does not exist/));
  test("a directory", () => refused(folder, /is a directory/));
  test("empty", async () => refused(await file("empty", "\n"), /The token file .*empty is empty/));
  test.for(['"', "'"])("in quotes (%s), as copied from JSON or a shell", async (quote) =>
    refused(await file("quoted", `${quote}${secret}${quote}\n`), /The token file .*quoted starts or ends with a quotation mark/),
  );
  test("of several lines", async () =>
    refused(await file("lines", `${secret}\n${secret}\n`), /The token file .*lines contains a space, a line break/));
  test("too long", async () =>
    refused(await file("long", secret.repeat(3000)), /The token file .*long must have at most 40960 characters/));
  test.for([secret, secret.repeat(20), "gAAAAABn".repeat(30)])("the token itself: %#", async (token) => {
    const { code, stdout, stderr } = await restart(token);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^--token-file takes the path of a file with the token, not the token itself\.\n/);
    expect(stderr).not.toContain(token);
  });
  test("without a name", () => refused("", /--token-file must not be empty/));
  test("nothing on standard input", () => refused("-", /The token from standard input is empty/, ""));
});
