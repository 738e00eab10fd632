import { Secret } from "@aom-workflow/client/internal";
import { pathOfProfile } from "./paths.ts";
import { lookUp, type Origin, type SettingSources } from "./setting-sources.ts";

/** Where the token comes from. */
export type TokenSource =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "stdin" }
  | { readonly kind: "environment"; readonly name: string; readonly value: Secret };

/** The token file of the flag, the variable, or what the profile refers to. */
export function tokenSource(sources: SettingSources): (TokenSource & { readonly origin: Origin }) | undefined {
  const { value, origin } = lookUp("token-file", sources);
  if (value === undefined || origin === undefined) return undefined;
  if (origin === "flag") return value === "-" ? { kind: "stdin", origin } : { kind: "file", path: value, origin };
  return { ...referredTo(value, sources), origin };
}

function referredTo(reference: string, { env }: SettingSources): TokenSource {
  const target = reference.replace(/^(env|file):/, "");
  if (reference.startsWith("env:")) return { kind: "environment", name: target, value: new Secret(env[target] ?? "") };
  return { kind: "file", path: pathOfProfile(target, env) };
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
