import type { Transport } from "@aom-workflow/client";
import { proxyFor } from "@aom-workflow/client/node";
import { callTransport } from "../../connection/call-transport.ts";
import { startTimeLimit } from "../../connection/time-limit.ts";
import { type Marks, marksFor } from "../../output/marks.ts";
import type { CommandBody } from "../context.ts";
import { checkClock } from "./check-clock.ts";
import { checkConnection } from "./check-connection.ts";
import { checkCredentials } from "./check-credentials.ts";
import { checkPlace } from "./check-place.ts";
import { checkSettings } from "./check-settings.ts";
import { type Finding, fail, pass } from "./finding.ts";

/** How long each check may take. */
const patienceMs = 10_000;

/** Looks at everything that a call needs, without making one. Ends with what a call would end with because of the first failure. */
export const doctor: CommandBody = async ({ options }, context) => {
  const { finding: settings, layers } = checkSettings(options, context.env);
  const { finding: place, endpoint } = await checkPlace(layers);
  const transport = callTransport(layers, context.trace);
  const within = async <Result>(check: (signal: AbortSignal) => Promise<Result>) => {
    const limit = startTimeLimit(layers, context.signal, patienceMs);
    return check(limit.signal).finally(() => limit.stop());
  };
  const checks: readonly Finding[] = [
    settings,
    place,
    ...(endpoint === undefined ? [] : [checkProxy(endpoint), ...(await within((signal) => checkEndpoint(endpoint, transport, signal)))]),
    ...(await within((signal) => checkCredentials(layers, transport, { ...context, signal }))),
  ];
  transport.close?.();
  const exitCode = checks.find(({ state }) => state === "fail")?.exitCode ?? 0;
  return {
    exitCode,
    document: { ok: exitCode === 0, exitCode, checks },
    text: checks.map((check) => lineOf(check, marksFor(context.env))).join("\n"),
  };
};

function lineOf({ name, state, says, remedy }: Finding, marks: Marks): string {
  return `${marks[state]} ${name.padEnd(11)}  ${says}${remedy ? `\n  ${marks.remedy} ${remedy}` : ""}`;
}

/** The address of a proxy may contain a password, so only its host is told. */
function checkProxy(endpoint: string): Finding {
  try {
    const proxy = proxyFor(endpoint, "environment");
    return pass("proxy", proxy ? `${proxy.host}:${proxy.port}, by the environment` : "none");
  } catch (error) {
    return fail("proxy", (error as Error).message, "Correct HTTPS_PROXY: http://host:port.", 3);
  }
}

async function checkEndpoint(endpoint: string, transport: Transport, signal: AbortSignal): Promise<readonly Finding[]> {
  const start = performance.now();
  const request = { method: "GET", url: `${endpoint}/`, headers: { accept: "*/*" } };
  try {
    const { headers } = await transport(request, { signal, maxBytes: 64 * 1024 });
    const ms = Math.round(performance.now() - start);
    return [...checkConnection(endpoint, { ms }), checkClock(headers.date, Date.now())];
  } catch (error) {
    return checkConnection(endpoint, { error });
  }
}
