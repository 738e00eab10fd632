import { regions } from "@aom-workflow/types";
import type { Report } from "../../output/report.ts";
import { readConfig } from "../../settings/config-file.ts";
import { configPath } from "../../settings/paths.ts";
import { type IdProposals, isIdProposal, type Proposals } from "../../surface/command.ts";
import type { Environment } from "../../surface/environment.ts";
import type { Host } from "../../terminal/host.ts";
import type { CommandContext } from "../context.ts";
import { type Candidate, candidatesFor, type Sources } from "./candidates.ts";
import { serviceCandidates } from "./service-candidates.ts";

/** More than these do not help a person. */
const maxCandidates = 1000;

/** The answer to a completion script: a candidate and its description in each line, before them `:nospace` if they go on; or `:files`. @param argv the shell, then the words */
export async function complete([shell, ...typed]: readonly string[], host: Host & Pick<CommandContext, "commands">): Promise<Report> {
  const { commands, env } = host;
  const words = shell === "bash" ? withoutEquals(typed) : shell === "powershell" ? withoutPlus(typed) : typed;
  let asked: IdProposals | undefined;
  let found: readonly Candidate[] = [];
  const sources: Sources = (proposals) => {
    if (!isIdProposal(proposals)) return proposed(proposals, env);
    asked = proposals;
    return found;
  };
  let candidates = candidatesFor(words, commands, sources);
  if (asked !== undefined) {
    found = await serviceCandidates(asked, words, silent(host));
    candidates = candidatesFor(words, commands, sources);
  }
  if (candidates === undefined) return { exitCode: 0, text: ":files" };
  // A shell takes what all candidates have in common for certain, so some of them are worse than none.
  if (candidates.length > maxCandidates) candidates = [];
  // After an execution its node may follow.
  const isPart = asked === "execution/node" && words.at(-1)?.includes("/") === false;
  const lines = candidates.map(({ value, description }) => `${value}\t${description}`);
  return lines.length > 0 ? { exitCode: 0, text: [...(isPart ? [":nospace"] : []), ...lines].join("\n"), isRaw: true } : { exitCode: 0 };
}

/** Prints nothing and asks nothing while someone types. */
function silent(host: Host & Pick<CommandContext, "commands">): CommandContext {
  const nothing = () => {};
  return {
    ...host,
    terminal: { ...host.terminal, canAsk: false, canDraw: false },
    json: true,
    learned: {},
    tell: nothing,
    trace: nothing,
    warn: nothing,
    about: nothing,
    starting: nothing,
  };
}

/** bash takes `--region=cn` for three words. */
function withoutEquals(words: readonly string[]): readonly string[] {
  const last = words.at(-1) === "=" ? [""] : [];
  return [...words.filter((word) => word !== "="), ...last];
}

function withoutPlus(words: readonly string[]): readonly string[] {
  return [...words.slice(0, -1), (words.at(-1) ?? "").replace(/^\+/, "")];
}

function proposed(proposals: Exclude<Proposals, IdProposals>, env: Environment): readonly Candidate[] | undefined {
  if (proposals === "file") return undefined;
  if (proposals === "region") {
    return Object.entries(regions)
      .toSorted(([, one], [, other]) => Number(other.open) - Number(one.open))
      .map(([value, { open }]) => ({ value, description: open ? "workflows are open" : "workflows are not open" }));
  }
  return Object.keys(profiles(env)).map((value) => ({ value, description: "profile" }));
}

/** Settings that cannot be read propose nothing: in the middle of typing is no place for an error. */
function profiles(env: Environment): object {
  try {
    return readConfig(configPath(env)).profiles;
  } catch {
    return {};
  }
}
