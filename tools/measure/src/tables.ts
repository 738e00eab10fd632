import { fileURLToPath } from "node:url";
import { run } from "../../lab/children.ts";
import { executionId, keys, nodeId, projectId, token, workflowId } from "./call.ts";
import type { Processes } from "./processes.ts";
import type { Server } from "./server.ts";
import { type Comparison, type Subject, sideBySide } from "./side-by-side.ts";

/** What the measurements need. */
export interface Bench {
  readonly processes: Processes;
  readonly server: Server;
  /** Few rounds and few calls: shows that everything works, too coarse for a verdict. */
  readonly quick: boolean;
}

/** What can be measured, by the names that `--only` takes. */
export const sections: Readonly<Record<string, (bench: Bench) => AsyncGenerator<Comparison>>> = {
  process: wholeProcess,
  agents,
  cpu,
  memory,
  tests,
};

/** From the start of a process to its end: how long a person at a terminal waits, or a script in every loop. */
async function* wholeProcess({ processes: { wholeNode, wholeCommand, wholeScript }, server, quick }: Bench) {
  const ids = ["--workflow", workflowId, "--execution", executionId, "--node", nodeId, "--project", projectId];
  const withToken = { AOM_WORKFLOW_TOKEN: token };
  const withKeys = { HUAWEICLOUD_SDK_AK: keys.accessKeyId, HUAWEICLOUD_SDK_SK: keys.secretAccessKey };
  const restart = (name: string, endpoint: string, env: Readonly<Record<string, string>>): Subject => ({
    name: `aom-workflow restart, ${name}`,
    sample: () => wholeCommand(["restart", ...ids, "--endpoint", endpoint], env),
  });
  const script = (name: string): Subject => ({ name, sample: () => wholeScript(name) });
  yield sideBySide(
    "Whole process (ms)",
    [
      { name: "node -e 0", sample: () => wholeNode(["-e", "0"]) },
      { name: "aom-workflow --version", sample: () => wholeCommand(["--version"]) },
      { name: "aom-workflow --help", sample: () => wholeCommand(["--help"]) },
      restart("token", server.http, withToken),
      restart("keys", server.http, withKeys),
      restart("token, https", server.https, withToken),
      restart("keys, https", server.https, withKeys),
      ...["import client", "import client and auth", "client, token", "client and auth, signed", "fetch, token"].map(script),
      { name: "client and auth, signed, https", sample: () => wholeScript("client and auth, signed", true) },
    ],
    { rounds: quick ? 7 : 31, warmUpRounds: 2 },
  );
}

/** What a software agent waits for when its client starts, and the memory that its server holds meanwhile. */
async function* agents({ processes: { wholeNode, agentServer }, server, quick }: Bench) {
  const rounds = { rounds: quick ? 5 : 21, warmUpRounds: 1 };
  const name = "aom-workflow mcp";
  yield sideBySide(
    "Start to tools/list (ms)",
    [
      { name: "node -e 0", sample: () => wholeNode(["-e", "0"]) },
      { name, sample: async () => (await agentServer(server.http)).milliseconds },
    ],
    rounds,
  );
  yield sideBySide(
    "Resident memory after tools/list (MiB)",
    [{ name, sample: async () => (await agentServer(server.http)).resident }],
    rounds,
  );
}

/** Processor time of the calling process for each call. */
async function* cpu({ processes, quick }: Bench) {
  const subject = (calls: number, concurrency: number, secure: boolean) => {
    const load = { calls, concurrency, warmUpCalls: calls / 2 };
    return (name: string): Subject => ({ name, sample: async () => (await processes.cost(name, load, secure)).cpu });
  };
  const names = ["client, token", "client, a read", "fetch, token, a connection each"];
  const all = [...names, "client and auth, signed", "client over fetch, token"];
  const rounds = { rounds: quick ? 3 : 9 };
  for (const [title, concurrency] of [
    ["CPU per call, one at a time (µs)", 1],
    ["CPU per call, 64 at once (µs)", 64],
  ] as const) {
    const of = subject(quick ? 4_000 : 6_000, concurrency, false);
    yield sideBySide(title, [of("fetch, token"), ...all.map(of)], rounds);
  }
  const of = subject(2_000, 1, true);
  yield sideBySide("CPU per call over TLS, one at a time (µs)", [of("fetch, token"), ...names.map(of)], rounds);
}

/** How much memory a process uses after many calls, and whether it grows with them. */
async function* memory({ processes, quick }: Bench) {
  const rounds = { rounds: quick ? 1 : 3 };
  const subject = (name: string, calls: number, what: "resident" | "live"): Subject => ({
    name: `${name}, ${calls.toLocaleString("en")} calls`,
    sample: async () => (await processes.cost(name, { calls, concurrency: 64, warmUpCalls: 0 }, false))[what] / 2 ** 20,
  });
  const both = (name: string, what: "resident" | "live") => [20_000, 200_000].map((calls) => subject(name, calls, what));
  const signed = "client and auth, signed";
  yield sideBySide(
    "Resident memory after calls, 64 at once (MiB)",
    [subject("fetch, token", 20_000, "resident"), ...both("client, token", "resident"), ...both(signed, "resident")],
    rounds,
  );
  yield sideBySide("Live memory after calls, 64 at once (MiB)", both(signed, "live") as [Subject, ...Subject[]], rounds);
}

/** How long a contributor waits for the tests, on all cores. */
async function* tests(): AsyncGenerator<Comparison> {
  const cwd = fileURLToPath(new URL("../../../", import.meta.url));
  const { milliseconds } = await run("pnpm", ["test", "--force"], { cwd, timeout: 900_000 });
  yield { title: "Tests (s)", rows: { "pnpm test, nothing cached": [milliseconds / 1000] }, noise: 0 };
}
