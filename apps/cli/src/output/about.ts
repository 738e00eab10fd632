import type { Ended } from "./exit-code.ts";
import type { Report } from "./report.ts";

/** What a command does to what, and where. */
export interface About {
  /** The action, such as `skip`. */
  readonly action: string;
  readonly document: Readonly<Record<string, unknown>>;
  /** The limit that was given for all of it, in milliseconds. */
  readonly timeoutMs: number | undefined;
  /** The file of certificates that is trusted besides those that Node trusts. */
  readonly authority: string | undefined;
  /** Does it change nothing, whatever becomes of it? */
  readonly onlyReads: boolean;
  /** The command that shows the execution, or lists those of the workflow where it begins one. */
  readonly look: string | undefined;
  /** To be read after a verb, one after the other: `node run-script`, `of execution e1`, `in cn-north-4`. */
  readonly target: readonly string[];
}

/** The failure with what it was about, so that a log of many calls tells which one failed. */
export function withAbout(failure: Report, about: About | undefined, time: string): Report {
  if (about === undefined) return failure;
  const { ok, ...rest } = failure.document as { readonly ok?: boolean; readonly error?: Partial<Ended> };
  const { error } = rest;
  // Neither has to do with the place.
  const isElsewhere = about.onlyReads && /^(aborted|invalid-input)$/.test(error?.code ?? "");
  // Whoever answered no has just read what it was about.
  const line = isElsewhere || error?.code === "declined" ? undefined : `Attempted: ${about.action} ${about.target.join(" ")}, ${time}.`;
  const look = error && isAboutState(error) && (!about.onlyReads || error.code === "state-refused") ? about.look : undefined;
  const shown = about.document.executionId === undefined ? { commands: { executions: look } } : { show: look };
  const document = { ok, ...about.document, ...rest, ...(look !== undefined && shown) };
  const label = error?.outcome === "unknown" ? "Look first" : "To see it";
  return { ...failure, document, talk: [failure.talk, line, look && `${label}: ${look}`].filter(Boolean).join("\n") };
}

/** Statuses that refuse an action because of the state, or because the node is another. */
const aboutState: ReadonlySet<number> = new Set([400, 404, 409]);

/** Is it the state of the execution that tells what to do next? So it is after a doubt, and where the state forbids the action. */
function isAboutState({ outcome, code, status }: Partial<Ended>): boolean {
  return outcome === "unknown" || code === "state-refused" || (outcome === "rejected" && status !== undefined && aboutState.has(status));
}
