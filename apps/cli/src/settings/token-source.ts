import { homedir } from "node:os";
import { choose, type Layers } from "./layers.ts";

/** Where the token comes from. */
export type TokenSource =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "stdin" }
  | { readonly kind: "environment"; readonly name: string; readonly value: string };

/** The token file of the flag, the variable, or what the profile refers to. An empty variable counts as not set. */
export function tokenSource(layers: Layers): TokenSource | undefined {
  const { value, origin } = choose("token-file", layers);
  if (value === undefined) return undefined;
  if (origin === "flag") return value === "-" ? { kind: "stdin" } : { kind: "file", path: value };
  if (origin === "environment") return { kind: "environment", name: "AOM_WORKFLOW_TOKEN", value };
  return referredTo(value, layers);
}

function referredTo(reference: string, { env }: Layers): TokenSource {
  const target = reference.replace(/^(env|file):/, "");
  if (reference.startsWith("env:")) return { kind: "environment", name: target, value: env[target] ?? "" };
  return { kind: "file", path: target.replace(/^~(?=[/\\])/, () => env.HOME || homedir()) };
}

/** The source in a few words. */
export function nameOfSource(source: TokenSource): string {
  if (source.kind === "file") return `file ${source.path}`;
  return source.kind === "stdin" ? "standard input" : source.name;
}

/** The source as the subject of a sentence. */
export function subjectOf(source: TokenSource): string {
  if (source.kind === "file") return `The token file ${source.path}`;
  return source.kind === "stdin" ? "The token from standard input" : source.name;
}
