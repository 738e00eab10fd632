import type { Environment } from "./environment.ts";

/** Where the token is to be had. */
export type TokenSource =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "stdin" }
  | { readonly kind: "environment"; readonly value: string };

/** The flag wins over the environment; an empty variable counts as not set. */
export function tokenSource(file: string | undefined, env: Environment): TokenSource | undefined {
  if (file !== undefined) return file === "-" ? { kind: "stdin" } : { kind: "file", path: file };
  return env.AOM_WORKFLOW_TOKEN ? { kind: "environment", value: env.AOM_WORKFLOW_TOKEN } : undefined;
}

/** The source as the subject of a sentence. */
export function nameOfSource(source: TokenSource | undefined): string {
  if (source?.kind === "file") return `The token file ${source.path}`;
  return source?.kind === "stdin" ? "The token from standard input" : "AOM_WORKFLOW_TOKEN";
}
