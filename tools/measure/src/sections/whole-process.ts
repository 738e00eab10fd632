import { join } from "node:path";
import { runToEnd } from "../machine/children.ts";
import { type Subject, sideBySide } from "../measure/side-by-side.ts";
import { executionId, keys, nodeId, projectId, token, workflowId } from "../scripts/settings.ts";
import { type SubjectName, writeScript } from "../scripts/write-script.ts";
import type { Bench, Section } from "./bench.ts";

/** From the start of a process to its end: what a person at a terminal waits for, and a script pays in every loop. */
export const wholeProcess: Section = async (bench) => {
  const subjects = await Promise.all([
    evaluated("node -e 0", "0", bench),
    commandLine("aom-workflow --version", ["--version"], {}, bench),
    commandLine("aom-workflow --help", ["--help"], {}, bench),
    commandLine("aom-workflow restart, token", restart(bench.server.http), withToken, bench),
    commandLine("aom-workflow restart, keys", restart(bench.server.http), withKeys, bench),
    commandLine("aom-workflow restart, token, https", restart(bench.server.https), withToken, bench),
    commandLine("aom-workflow restart, keys, https", restart(bench.server.https), withKeys, bench),
    script("script: import client", "import-client", bench),
    script("script: import client and auth", "import-client-and-auth", bench),
    script("script: one call of the client, token", "client-token", bench),
    script("script: one call of client and auth, signed", "client-signed", bench),
    script("script: one call of client and auth, signed, https", "client-signed", bench, "https"),
    script("script: node:http, token", "http-token", bench),
    script("script: node:http, signed", "http-signed", bench),
    script("script: node:https, signed", "http-signed", bench, "https"),
    script("script: fetch, token", "fetch-token", bench),
    script("script: fetch, token, https", "fetch-token", bench, "https"),
    script("script: official SDK, signed", "official-signed", bench),
    script("script: official SDK, signed, https", "official-signed", bench, "https"),
  ]);
  const measured = await sideBySide(subjects as [Subject, ...Subject[]], { rounds: bench.quick ? 7 : 31, warmUpRounds: 2 });
  return [{ section: "whole-process", title: "Whole process", node: bench.node.version, unit: "ms", ...measured }];
};

const withToken = { AOM_WORKFLOW_TOKEN: token };
const withKeys = { HUAWEICLOUD_SDK_AK: keys.accessKeyId, HUAWEICLOUD_SDK_SK: keys.secretAccessKey };

function restart(endpoint: string): string[] {
  const node = ["--workflow", workflowId, "--execution", executionId, "--node", nodeId];
  return ["restart", ...node, "--project", projectId, "--endpoint", endpoint];
}

function evaluated(name: string, text: string, bench: Bench): Subject {
  return processSubject(name, ["-e", text], {}, bench);
}

function commandLine(name: string, args: string[], env: Record<string, string>, bench: Bench): Subject {
  // What the package starts with once it is published; the file in `bin` is there to be linked before anything is built.
  const main = join(bench.installations.commandLine.folder, "node_modules/aom-workflow/dist/aom-workflow.cjs");
  return { ...processSubject(name, [main, ...args], { ...trust(bench), ...env }, bench), ours: true };
}

async function script(name: string, subject: SubjectName, bench: Bench, scheme: "http" | "https" = "http"): Promise<Subject> {
  const { library, official } = bench.installations;
  const ours = /client/.test(subject);
  const file = await writeScript((subject.startsWith("official") ? official : library).folder, subject, "once");
  const env = { BENCHMARK_ORIGIN: bench.server[scheme], ...(scheme === "https" ? trust(bench) : {}) };
  return { ...processSubject(name, [file], env, bench), ours };
}

/** A file of one certificate is quick to read; it is the one way that everybody here understands. */
function trust({ server }: Bench): Record<string, string> {
  return { NODE_EXTRA_CA_CERTS: server.authority };
}

function processSubject(name: string, args: string[], env: Record<string, string>, { node, environment, installations }: Bench): Subject {
  const options = { cwd: installations.library.folder, env: { ...environment, ...env } };
  return { name, sample: async () => (await runToEnd(node.path, args, options)).milliseconds };
}
