import type { ExecutionState, FailedHost } from "@aom-workflow/client";
import { causeOf } from "@aom-workflow/client/executions";
import { redactorFor } from "@aom-workflow/client/internal";
import { oneLine } from "../../output/text/printable.ts";
import type { Environment } from "../../surface/environment.ts";

/** How much of logs, which may contain secrets, is shown. */
export type LogView = ReturnType<typeof logView>;

/** Logs as they are with `--logs`, else only causes, without what the environment calls a key, a token or a secret. */
export function logView(logs: unknown, env: Environment) {
  const secrets = Object.entries(env).flatMap(([name, value = ""]) =>
    // The client takes out what it authenticates with.
    /TOKEN|SECRET|PASSW|_[AS]K$/i.test(name) && value.length >= 8 ? [value] : [],
  );
  return { showsLogs: logs === true, redact: redactorFor({}, secrets).text };
}

/** A host that failed, as a line, with the cause, or with its log as far as it is known. */
export function hostText(host: FailedHost, { showsLogs, redact }: LogView): string {
  const { name, id, ip, exitCode, firstLine, lastLine } = host;
  const who = name ?? id ?? ip ?? "a host";
  const facts = [ip !== undefined && ip !== who && `(${ip})`, "failed", exitCode !== undefined && `with exit code ${exitCode}`];
  const log = showsLogs ? [...new Set([firstLine, lastLine])].filter(Boolean).join(" … ") : causeOf([host], redact);
  return oneLine(`${who} ${facts.filter(Boolean).join(" ")}${log ? `: ${log}` : ""}`);
}

/** Hosts as data; logs may contain secrets, so they are there only where they are asked for. */
export function hostsDocument(hosts: readonly FailedHost[], showsLogs: boolean): readonly object[] {
  return hosts.map(({ firstLine, lastLine, ...host }) => (showsLogs ? { ...host, firstLine, lastLine } : host));
}

/** An execution as data. */
export function executionDocument(execution: ExecutionState, { showsLogs, redact }: LogView): object {
  const nodes = execution.nodes.map(({ failedHosts, ...node }) =>
    withState({ ...node, cause: causeOf(failedHosts, redact), failedHosts: hostsDocument(failedHosts, showsLogs) }),
  );
  return withState({ ...execution, nodes });
}

/** What the client calls a meaning, since it has the vendor's word beside it, is the state in every document. */
export function withState<Meant extends { readonly meaning: string }>({ meaning: state, ...others }: Meant): object {
  return { ...others, state };
}
