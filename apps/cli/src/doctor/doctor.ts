import { getProxyForUrl } from "proxy-from-env";
import type { Answer } from "../answer.ts";
import { callFetch } from "../call-fetch.ts";
import { configPath } from "../config/config-path.ts";
import type { CommandContext } from "../context.ts";
import { chooseCredentials, describeCredentials, readyCredentials } from "../credentials/credentials.ts";
import { lookUpProject } from "../credentials/iam.ts";
import { choose, type Layers } from "../layers.ts";
import type { Options } from "../program.ts";
import { bad, type Check, good } from "./check.ts";
import { checkClock } from "./check-clock.ts";
import { checkConnection } from "./check-connection.ts";
import { checkPlace } from "./check-place.ts";
import { checkSettings } from "./check-settings.ts";

/** How long the endpoint may take to answer. */
const patienceMs = 10_000;

/** Looks at everything that a call needs, without making one. Ends with what a call would end with because of the first bad thing. */
export async function doctor(options: Options, context: CommandContext): Promise<Answer> {
  const { check: settings, layers } = checkSettings(options, context.env, configPath(context.env));
  const place = await checkPlace(layers);
  const checks: readonly Check[] = [
    settings,
    place.check,
    ...(place.endpoint === undefined ? [] : [checkProxy(place.endpoint), ...(await checkEndpoint(place.endpoint, layers, context))]),
    ...(await checkCredentials(layers, context)),
  ];
  const exitCode = checks.find(({ state }) => state === "bad")?.exitCode ?? 0;
  return { exitCode, document: { ok: exitCode === 0, exitCode, checks }, text: checks.map(lineOf).join("\n") };
}

const marks = { good: "✓", unsure: "!", bad: "✗" } as const;

function lineOf({ name, state, says, remedy }: Check): string {
  return `${marks[state]} ${name.padEnd(11)}  ${says}${remedy ? `\n  → ${remedy}` : ""}`;
}

/** The address of a proxy may hold a password, so only its host is told. */
function checkProxy(endpoint: string): Check {
  const proxy = getProxyForUrl(endpoint);
  if (!proxy) return good("proxy", "none");
  return URL.canParse(proxy)
    ? good("proxy", `${new URL(proxy).host}, by the environment`)
    : bad("proxy", "the environment names one that is no URL", "Correct HTTPS_PROXY: http://host:port.", 3);
}

async function checkEndpoint(endpoint: string, layers: Layers, { signal, trace }: CommandContext): Promise<readonly Check[]> {
  const start = performance.now();
  try {
    const fetch = callFetch(layers, trace);
    const response = await fetch(`${endpoint}/`, {
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
    });
    await response.body?.cancel();
    const reached = { status: response.status, ms: Math.round(performance.now() - start) };
    return [...checkConnection(endpoint, reached), checkClock(response.headers.get("date"), Date.now())];
  } catch (error) {
    return checkConnection(endpoint, { error });
  }
}

async function checkCredentials(layers: Layers, { signal, trace }: CommandContext): Promise<readonly Check[]> {
  try {
    const credentials = await chooseCredentials(layers);
    const { auth, projectId } = await readyCredentials(credentials, signal);
    const found = good("credentials", `${await describeCredentials(credentials)}; aom-workflow auth status --check asks IAM`);
    const project = choose("project", layers).value ?? projectId;
    if (project !== undefined) return [found, good("project", project)];
    return [found, good("project", `${await lookUpProject(layers, auth, trace)}, looked up in the region`)];
  } catch (error) {
    const [says = "", ...remedy] = (error as Error).message.split(/(?<=[.;]) /);
    return [bad("credentials", says, remedy.join(" ") || "See: aom-workflow auth --help", 4)];
  }
}
