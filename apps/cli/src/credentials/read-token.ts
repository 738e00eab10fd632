import { Secret, tokenProblem } from "@aom-workflow/client/internal";
import { UsageError } from "../output/usage-error.ts";
import { subjectOf, type TokenSource } from "../settings/token-source.ts";
import type { Host } from "../terminal/host.ts";
import { readAll } from "./read-all.ts";

/** Reads the token and takes the line break off its end. @throws UsageError that names the source, never its content */
export async function readToken(source: TokenSource, stdin: Host["stdin"]): Promise<Secret> {
  const token = (await readText(source, stdin)).reveal().replace(/(?<![\r\n])(\r?\n)+$/, "");
  if (token === "") throw new UsageError(`${subjectOf(source)} is empty: it must contain an IAM token of the project.`);
  const problem = tokenProblem(token);
  if (problem) throw new UsageError(`${subjectOf(source)} ${problem}: it must contain only the token.`);
  return new Secret(token);
}

/** What was read for a run of the command line. A pipe gives its text once, and a command that looks ids up needs it twice. */
const texts = new WeakMap<Host["stdin"], Promise<Secret>>();

async function readText(source: TokenSource, stdin: Host["stdin"]): Promise<Secret> {
  if (source.kind === "environment") return source.value;
  const read = async () => (source.kind === "stdin" ? readAll(stdin()) : (await import("./token-file.ts")).readTokenFile(source.path));
  const text = texts.get(stdin) ?? read();
  texts.set(stdin, text);
  return text;
}
