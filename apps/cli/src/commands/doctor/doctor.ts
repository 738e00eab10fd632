import type { Transport } from "@aom-workflow/client";
import { proxyFor } from "@aom-workflow/client/node";
import { callTransport } from "../../connection/call-transport.ts";
import type { CommandBody } from "../context.ts";
import { checkClock } from "./check-clock.ts";
import { checkConnection } from "./check-connection.ts";
import { checkCredentials } from "./check-credentials.ts";
import { checkPlace } from "./check-place.ts";
import { checkSettings } from "./check-settings.ts";
import { type Finding, fail, pass } from "./finding.ts";

/** How long the endpoint may take to answer. */
const patienceMs = 10_000;

/** Looks at everything that a call needs, without making one. Ends with what a call would end with because of the first failure. */
export const doctor: CommandBody = async ({ options }, context) => {
  const { finding: settings, layers } = checkSettings(options, context.env);
  const { finding: place, endpoint } = await checkPlace(layers);
  const transport = callTransport(layers, context.trace);
  const checks: readonly Finding[] = [
    settings,
    place,
    ...(endpoint === undefined ? [] : [checkProxy(endpoint), ...(await checkEndpoint(endpoint, transport, context.signal))]),
    ...(await checkCredentials(layers, transport, context)),
  ];
  transport.close?.();
  const exitCode = checks.find(({ state }) => state === "fail")?.exitCode ?? 0;
  return { exitCode, document: { ok: exitCode === 0, exitCode, checks }, text: checks.map(lineOf).join("\n") };
};

const marks = { pass: "✓", warn: "!", fail: "✗" } as const;

function lineOf({ name, state, says, remedy }: Finding): string {
  return `${marks[state]} ${name.padEnd(11)}  ${says}${remedy ? `\n  → ${remedy}` : ""}`;
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
    const limited = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
    const { headers } = await transport(request, { signal: limited, maxBytes: 64 * 1024 });
    const ms = Math.round(performance.now() - start);
    return [...checkConnection(endpoint, { ms }), checkClock(headers.date, Date.now())];
  } catch (error) {
    return checkConnection(endpoint, { error });
  }
}
