import type { Transport } from "@aom-workflow/client";
import { tracingTransport } from "@aom-workflow/client/internal";
import { nodeTransport } from "@aom-workflow/client/node";
import { UsageError } from "../output/usage-error.ts";
import { tildeInVariable } from "../parse/tilde-problem.ts";
import { type Authority, authorityIn, readAuthority, textProblem, unreadable } from "../settings/check-setting.ts";
import { isPipe, openPipe } from "../settings/open-pipe.ts";
import { lookUp, type SettingSources } from "../settings/setting-sources.ts";
import { unlessAborted } from "../terminal/host.ts";

/** What a call takes from the command that makes it. */
interface Caller {
  readonly trace: (text: string) => void;
  readonly signal: AbortSignal;
  readonly learned: { authority?: Authority };
}

/** Sends requests: obeys the proxies of the environment and trusts the authority of `--ca-file` besides the usual ones. @throws UsageError */
export async function callTransport(sources: SettingSources, context: Caller): Promise<Transport> {
  const transport = nodeTransport({ ca: await authorityOf(sources, context) });
  return sources.options.debug === true ? tracingTransport(transport, context.trace) : transport;
}

async function authorityOf(sources: SettingSources, context: Caller): Promise<string | undefined> {
  const { value: path, label, origin } = lookUp("ca-file", sources);
  if (path === undefined) return undefined;
  const wrong = textProblem(path) ?? (origin === "environment" ? tildeInVariable(path) : undefined);
  const { text, problem = wrong } = wrong === undefined ? await authorityAt(path, context) : {};
  if (problem !== undefined) throw new UsageError(`${label} ${problem}.`);
  return text;
}

/** A pipe gives its text once, and a command may call more than once. */
async function authorityAt(path: string, { learned, signal }: Caller): Promise<Authority> {
  if (!isPipe(path)) return readAuthority(path);
  learned.authority ??= await unlessAborted(authorityOfPipe(path), signal);
  return learned.authority;
}

async function authorityOfPipe(path: string): Promise<Authority> {
  try {
    return authorityIn(Buffer.concat(await (await openPipe(path)).toArray()), path);
  } catch (error) {
    return unreadable(path, error);
  }
}
