import type { Transport } from "@aom-workflow/client";
import { tracingTransport } from "@aom-workflow/client/internal";
import { nodeTransport } from "@aom-workflow/client/node";
import { UsageError } from "../output/usage-error.ts";
import { tildeInVariable } from "../parse/tilde-problem.ts";
import { type Authority, authorityIn, readAuthority, textProblem, unreadable } from "../settings/check-setting.ts";
import { isPipe, openPipe } from "../settings/open-pipe.ts";
import { lookUp, type SettingSources } from "../settings/setting-sources.ts";
import { untilRead } from "./time-limit.ts";

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
  const { text, problem = wrong } = wrong === undefined ? await authorityAt(path, label, context) : {};
  if (problem !== undefined) throw new UsageError(`${label} ${problem}.`);
  return text;
}

/** A pipe gives its text once, and a command may call more than once. */
async function authorityAt(path: string, label: string, { learned, signal }: Caller): Promise<Authority> {
  if (!isPipe(path)) return readAuthority(path);
  learned.authority ??= await untilRead(`${label} ${path}`, authorityOfPipe(path), signal);
  return learned.authority;
}

/** Longer than the certificates of any system: theirs take less than 1 MiB. */
const mostMib = 16;

async function authorityOfPipe(path: string): Promise<Authority> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of (await openPipe(path)) as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > mostMib * 1024 * 1024) return { problem: `names ${path}, which is longer than ${mostMib} MiB` };
      chunks.push(chunk);
    }
    return authorityIn(Buffer.concat(chunks), path);
  } catch (error) {
    return unreadable(path, error);
  }
}
