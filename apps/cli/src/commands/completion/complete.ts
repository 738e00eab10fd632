import { regions } from "@aom-workflow/types";
import type { Report } from "../../output/report.ts";
import { readConfig } from "../../settings/config-file.ts";
import { configPath } from "../../settings/config-path.ts";
import type { Proposals } from "../../surface/command.ts";
import type { Environment } from "../../surface/environment.ts";
import type { CommandContext } from "../context.ts";
import { type Candidate, candidatesFor } from "./candidates.ts";

/** The answer to a completion script: a candidate and its description in each line, or `:files`. @param argv the shell, then the words */
export function complete([shell, ...typed]: readonly string[], { commands, env }: Pick<CommandContext, "commands" | "env">): Report {
  const words = shell === "bash" ? withoutEquals(typed) : shell === "powershell" ? withoutPlus(typed) : typed;
  const candidates = candidatesFor(words, commands, (proposals) => proposed(proposals, env));
  if (candidates === undefined) return { exitCode: 0, text: ":files" };
  const lines = candidates.map(({ value, description }) => `${value}\t${description}`);
  return lines.length > 0 ? { exitCode: 0, text: lines.join("\n"), isRaw: true } : { exitCode: 0 };
}

/** bash takes `--region=cn` for three words. */
function withoutEquals(words: readonly string[]): readonly string[] {
  const last = words.at(-1) === "=" ? [""] : [];
  return [...words.filter((word) => word !== "="), ...last];
}

function withoutPlus(words: readonly string[]): readonly string[] {
  return [...words.slice(0, -1), (words.at(-1) ?? "").replace(/^\+/, "")];
}

function proposed(proposals: Proposals, env: Environment): readonly Candidate[] | undefined {
  if (proposals === "file") return undefined;
  if (proposals === "region") {
    return Object.entries(regions)
      .toSorted(([, one], [, other]) => Number(other.open) - Number(one.open))
      .map(([value, { open }]) => ({
        value,
        description: open ? "workflows are open" : "workflows are not open",
      }));
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
