import { Secret } from "@aom-workflow/client/internal";
import { choose, type Layers, type Origin } from "./layers.ts";
import { pathOfProfile } from "./paths.ts";

/** Where the token comes from. */
export type TokenSource =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "stdin" }
  | { readonly kind: "environment"; readonly name: string; readonly value: Secret };

/** The token file of the flag, the variable, or what the profile refers to. */
export function tokenSource(layers: Layers): (TokenSource & { readonly origin: Origin }) | undefined {
  const { value, origin } = choose("token-file", layers);
  if (value === undefined || origin === undefined) return undefined;
  if (origin === "flag") return value === "-" ? { kind: "stdin", origin } : { kind: "file", path: value, origin };
  return { ...referredTo(value, layers), origin };
}

function referredTo(reference: string, { env }: Layers): TokenSource {
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
