import type { About } from "../output/about.ts";
import type { Report } from "../output/report.ts";
import type { Speaker } from "../output/speaker.ts";
import type { Invocation } from "../parse/tokens.ts";
import type { Authority } from "../settings/check-setting.ts";
import type { CommandSpec } from "../surface/command.ts";
import type { Host } from "../terminal/host.ts";

/** What a command gets from outside. */
export interface CommandContext extends Host, Pick<Speaker, "tell" | "trace"> {
  /** Every command that there is. */
  readonly commands: readonly CommandSpec[];
  /** Is the answer wanted as a JSON document? Then nothing but traces goes to stderr. */
  readonly json: boolean;
  /** Takes what the person should know besides the result. */
  readonly warn: (text: string) => void;
  /** Called with what the command is about to do, and where; a failure then names it. */
  readonly about: (about: About) => void;
  /** What one part of the command found out for the others: the project is looked up once, and a pipe with certificates can be read once. */
  readonly learned: { projectId?: string; authority?: Authority };
  /** Called when a request is about to leave: from then on the outcome of an internal error is unknown. */
  readonly starting: () => void;
}

/** What was called. */
export type Called = Extract<Invocation, { kind: "command" }>;

/** What a command does. @throws UsageError, CredentialsError, CallError */
export type CommandBody = (called: Called, context: CommandContext) => Report | Promise<Report>;
