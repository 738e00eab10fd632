import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterEach, beforeEach, expect, test } from "vitest";
import { json, type Loopback, loopback } from "../../../tools/lab/servers.ts";
import { runHere } from "./run-here.ts";

let home: string;
let service: Loopback;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "aom-workflow-"));
  service = await loopback((_, response) => json(response, 200, { elements: [], total_elements: 0 }));
});
afterEach(async () => {
  await service.close();
  await rm(home, { recursive: true });
});

const hello = { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "test", version: "1" } };
const messages = [
  { id: 1, method: "initialize", params: hello },
  { method: "notifications/initialized" },
  { id: 2, method: "tools/list", params: {} },
  { id: 3, method: "tools/call", params: { name: "list_stopped", arguments: {} } },
];

/** Runs the command and talks to it until it has answered everything. */
async function serve(argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const stdin = new PassThrough();
  const answers: { readonly id: number; readonly result: Record<string, never> }[] = [];
  const write = async (text: string) => {
    answers.push(
      ...text
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line)),
    );
    if (answers.length === 3) stdin.end();
    return undefined;
  };
  const written = { isTerminal: false, columns: undefined, write };
  for (const message of messages) stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  const host = { stdin: () => stdin, stdout: written };
  const options = { host, env: { HOME: home, XDG_STATE_HOME: home, AOM_WORKFLOW_ENDPOINT: service.url, ...env } };
  return { ...(await runHere(["mcp", ...argv], options)), answers };
}

test("standard output has the protocol and nothing else, standard error is silent, and the end of the input ends it well", async () => {
  const { code, stderr, answers } = await serve(["--allow", "restart,skip"]);
  expect([code, stderr]).toEqual([0, ""]);
  expect(answers.map(({ id }) => id)).toEqual([1, 2, 3]);
  expect(answers[0]?.result).toMatchObject({ serverInfo: { name: "aom-workflow" } });
  expect(answers[2]?.result).toMatchObject({ structuredContent: { outcome: "read", items: [], complete: true } });
  expect(await readdir(join(home, "aom-workflow"))).toEqual([expect.stringMatching(/\.journal\.jsonl$/)]);
});

test("without --allow the agent only reads", async () => {
  const { answers } = await serve([]);
  const { tools } = (answers[1] as { readonly result: unknown }).result as { readonly tools: readonly { readonly name: string }[] };
  expect(tools.map(({ name }) => name)).toEqual(["list_stopped", "get_execution", "get_plan"]);
});

test("nobody being asked is said aloud", async () => {
  const { stderr } = await serve(["--allow", "skip", "--approve", "never", "--max-actions", "5"]);
  expect(stderr).toBe("--approve never: the agent may skip without asking anyone, up to 5 actions an hour.\n");
});

test.for([
  [["--allow", "restart,stop"], '; it has "stop".'],
  [["--allow", "restart, skip"], 'it has " skip".'],
  [["--allow", "restart,restart"], "--allow names restart twice."],
  [["--allow", ""], '; it has "".'],
  [["--workflow", ""], "--workflow must not be empty"],
  [["--approve", "maybe"], "--approve must be one of elicit, terminal, never"],
  [["--max-actions", "0"], "--max-actions must be a number from 1 to 1000"],
  [["--token-file", "-"], "standard input is reserved for the protocol"],
] as const)("mcp %s is refused before anything is served", async ([argv, sentence]) => {
  const { code, stdout, stderr } = await runHere(["mcp", ...argv], { env: { HOME: home, AOM_WORKFLOW_ENDPOINT: service.url } });
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(sentence);
});

test("a server that cannot start says what was attempted in words that make sense", async () => {
  const { code, stderr } = await runHere(["mcp"], {
    env: { HOME: home, AOM_WORKFLOW_ENDPOINT: service.url, AOM_WORKFLOW_TOKEN: "" },
  });
  expect(code).toBe(4);
  expect(stderr).toMatch(/^Attempted: mcp at http:/m);
});

test("--journal names the journal", async () => {
  const { stdout } = await runHere(["mcp", "--help"], {});
  expect(stdout).toContain("--journal <file>");
  const path = join(home, "other.journal.jsonl");
  const { code } = await serve(["--allow", "restart", "--journal", path]);
  expect([code, await readdir(home)]).toEqual([0, expect.arrayContaining(["other.journal.jsonl"])]);
});
