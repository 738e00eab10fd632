import { contract, operations } from "@aom-workflow/types";
import { docs } from "@aom-workflow/types/docs";
import { describeFailure } from "./output/describe-failure.ts";
import { queryOf } from "./output/query.ts";
import type { Report } from "./output/report.ts";
import { type Speaker, speakerTo } from "./output/speaker.ts";
import { isUsageError } from "./output/usage-error.ts";
import { parse } from "./parse/parse.ts";
import { isDebug, refuseBrokenText, wantsJson } from "./parse/raw-arguments.ts";
import { calledBy, commandAt } from "./surface/command.ts";
import { commandsOf } from "./surface/commands.ts";
import type { Host } from "./terminal/host.ts";

/** Runs one command; whatever happens, the output says it. @returns the exit code */
export async function run(argv: readonly string[], host: Host): Promise<number> {
  const speaker = speakerOf(argv, host);
  return speaker.answer(await answerTo(argv, host, speaker));
}

/** Says that an error was thrown where nobody could catch it. @returns the exit code */
export async function runAborted(error: unknown, argv: readonly string[], host: Host): Promise<number> {
  const speaker = speakerOf(argv, host);
  speaker.report(error);
  return speaker.answer(describeFailure(error, { started: true }));
}

function speakerOf(argv: readonly string[], host: Host): Speaker {
  return speakerTo(host, { json: wantsJson(argv), debug: isDebug(argv), mayPage: !argv.includes("--no-pager") });
}

async function answerTo(argv: readonly string[], host: Host, speaker: Speaker): Promise<Report> {
  const commands = commandsOf(operations, docs);
  try {
    if (argv[0] === "__complete") return await (await import("./commands/bodies.ts")).complete(argv.slice(1), { ...host, commands });
    refuseBrokenText(argv);
    const invocation = parse(argv, commands, host.terminal.columns);
    if (invocation.kind !== "command") {
      const answer = invocation.kind === "version" ? describeVersion(host.version) : describeHelp(invocation.text);
      return invocation.query === undefined ? answer : (await queryOf(invocation.query, wantsJson(argv) ? "json" : "text"))(answer);
    }
    // Help and version need no more than the parser, so the rest is loaded here.
    const { execute } = await import("./commands/execute.ts");
    return await execute(invocation, { ...host, ...speaker, commands, json: wantsJson(argv) });
  } catch (error) {
    if (!isUsageError(error)) speaker.report(error);
    const path = calledBy(wordsOf(argv), commands);
    return describeFailure(error, { command: path.join(" "), started: false, isReading: !commandAt(path, commands)?.acts });
  }
}

function describeHelp(text: string): Report {
  return { exitCode: 0, document: { ok: true, help: text }, text, isHelp: true };
}

/** What is not an option, whatever may be wrong with the arguments. */
function wordsOf(argv: readonly string[]): readonly string[] {
  return argv.filter((argument) => !argument.startsWith("-"));
}

/** The answer to `--version`. @param version of the command line */
function describeVersion(version: string): Report {
  return {
    exitCode: 0,
    document: { ok: true, name: "aom-workflow", version, contract: { version: contract.version, sha256: contract.sha256 } },
    text: `aom-workflow ${version}\ncontract ${contract.version}, SHA-256 ${contract.sha256}`,
  };
}
