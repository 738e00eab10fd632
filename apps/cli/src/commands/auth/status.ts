import type { Authenticate, Secret } from "@aom-workflow/auth";
import { callTransport } from "../../connection/call-transport.ts";
import { lookUpProject } from "../../connection/iam.ts";
import { withinTimeLimit } from "../../connection/time-limit.ts";
import { type Credentials, describeCredentials, expiryOf, nameRefused } from "../../credentials/credentials.ts";
import { chooseCredentials, readyCredentials } from "../../credentials/ready-credentials.ts";
import type { Report } from "../../output/report.ts";
import { oneLine } from "../../output/text/printable.ts";
import { UsageError } from "../../output/usage-error.ts";
import { isOfProfile, lookUp, type SettingSources, type SettingValue, sourcesOf } from "../../settings/setting-sources.ts";
import type { CommandBody, CommandContext } from "../context.ts";
import { reading } from "../executions/reading.ts";

/** Which credentials would be used, for which project and region; with `--check`, whether they are accepted. */
export const authStatus: CommandBody = ({ options }, context) => {
  const sources = sourcesOf(options, context.env);
  return withinTimeLimit(sources, context.signal, (signal) => statusOf(sources, { ...context, signal }));
};

/** Prints the token, for other tools. */
export const authToken: CommandBody = async ({ options }, context) => {
  const sources = sourcesOf(options, context.env);
  const credentials = await chooseCredentials(sources);
  const { auth } = await withinTimeLimit(sources, context.signal, (signal) => readyCredentials(credentials, { ...context, signal }));
  if (typeof auth === "function") {
    throw new UsageError("There is no token: an access key signs each request. Get a token with: aom-workflow auth login", {
      code: "authentication",
    });
  }
  const text = auth.reveal();
  return { exitCode: 0, document: { ok: true, token: text, expiresAt: expiryOf(credentials) }, text };
};

async function statusOf(sources: SettingSources, context: CommandContext): Promise<Report> {
  const credentials = await chooseCredentials(sources);
  const { auth, projectId } = await readyCredentials(credentials, context);
  const region = lookUp("region", sources);
  const endpoint = lookUp("endpoint", sources);
  const project = lookUp("project", sources);
  const expiresAt = expiryOf(credentials);
  const accepted = sources.options.check === true ? await check(sources, { credentials, auth }, context) : undefined;
  const login = credentials.kind === "login" ? credentials.token.login : undefined;
  const what = await describeCredentials(credentials, context.signal);
  const lines = [
    ["credentials", what],
    ["valid until", expiresAt ?? "not known"],
    region.value === undefined && endpoint.value !== undefined ? ["endpoint", placeText(endpoint)] : ["region", placeText(region)],
    ["project", project.value === undefined ? (projectId ?? "will be looked up from the region") : placeText(project)],
    ["profile", sources.profile.name],
    ...(accepted === undefined ? [] : [accepted.line]),
  ];
  return {
    exitCode: 0,
    document: {
      ok: true,
      credentials: credentials.kind,
      description: what,
      user: login?.user,
      account: login?.account,
      expiresAt,
      region: region.value,
      endpoint: endpoint.value,
      projectId: project.value ?? projectId,
      profile: sources.profile.name,
      ...(accepted !== undefined && { checked: true, projectOfRegion: accepted.projectOfRegion }),
    },
    text: lines.map(([name = "", text = ""]) => oneLine(`${name.padEnd(11)}  ${text}`)).join("\n"),
  };
}

/** Who accepted the credentials. */
interface Accepted {
  readonly line: readonly [name: string, text: string];
  readonly projectOfRegion?: string;
}

/** Asks IAM for the project of the region; where only an endpoint is known, the service itself, for a list of one workflow. */
async function check(
  sources: SettingSources,
  { credentials, auth }: { readonly credentials: Credentials; readonly auth: Secret | Authenticate },
  context: CommandContext,
): Promise<Accepted> {
  const region = lookUp("region", sources).value;
  const endpoint = lookUp("endpoint", sources).value;
  if (region !== undefined || endpoint === undefined) {
    const found = await lookUpProject(sources, auth, await callTransport(sources, context), context.signal).catch(async (error) => {
      await nameRefused(error, credentials, context);
      throw error;
    });
    return { line: ["IAM", `accepts them; the project of ${region} is ${found}`], projectOfRegion: found };
  }
  await reading("auth status", [], { options: sources.options, context }, ({ client }) => client.workflows({ pageSize: 1 }).next());
  return { line: ["service", `${endpoint} accepts them`] };
}

function placeText(given: SettingValue): string {
  const { value, label } = given;
  return value === undefined ? "none" : `${value} (${isOfProfile(given) ? "profile" : label})`;
}
