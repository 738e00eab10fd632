import type { Report } from "./report.ts";

/** What a command does to what, and where. */
export interface About {
  /** The action, such as `skip`. */
  readonly action: string;
  readonly document: Readonly<Record<string, unknown>>;
  /** The limit that was given for all of it, in milliseconds. */
  readonly timeoutMs: number | undefined;
  /** Does it change nothing, whatever becomes of it? */
  readonly onlyReads: boolean;
  /** To be read after a verb, one after the other: `node run-script`, `of execution e1`, `in cn-north-4`. */
  readonly target: readonly string[];
}

/** The failure with what it was about, so that a log of many calls tells which one failed. */
export function withAbout(failure: Report, about: About | undefined, time: string): Report {
  if (about === undefined) return failure;
  const { ok, ...rest } = failure.document as { readonly ok?: boolean };
  const line = `The call: ${about.action} ${about.target.join(" ")}, ${time}.`;
  return { ...failure, document: { ok, ...about.document, ...rest }, talk: [failure.talk, line].filter(Boolean).join("\n") };
}
