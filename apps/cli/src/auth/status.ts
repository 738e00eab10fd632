import type { Answer } from "../answer.ts";
import type { CommandContext } from "../context.ts";
import { chooseCredentials, describeCredentials, readyCredentials } from "../credentials/credentials.ts";
import { lookUpProject } from "../credentials/iam.ts";
import { choose, type Given, type Layers } from "../layers.ts";

/** Which credentials would be used, for which project and region; with `--check`, whether IAM accepts them. */
export async function status(layers: Layers, { signal, trace }: CommandContext): Promise<Answer> {
  const credentials = await chooseCredentials(layers);
  const { auth, projectId } = await readyCredentials(credentials, signal);
  const region = choose("region", layers);
  const endpoint = choose("endpoint", layers);
  const project = choose("project", layers);
  const expiresAt = credentials.kind === "login" ? new Date(credentials.token.expiresAt).toISOString() : undefined;
  const found = layers.options.check === true ? await lookUpProject(layers, auth, trace) : undefined;
  const what = await describeCredentials(credentials);
  const lines = [
    ["credentials", what],
    ["valid until", expiresAt ?? "not known"],
    region.value === undefined && endpoint.value !== undefined ? ["endpoint", place(endpoint)] : ["region", place(region)],
    ["project", project.value === undefined ? (projectId ?? "is looked up in the region") : place(project)],
    ["profile", layers.profile.name],
    ...(found ? [["IAM", `accepts them; the project of ${region.value} is ${found}`]] : []),
  ];
  return {
    exitCode: 0,
    document: {
      ok: true,
      credentials: credentials.kind,
      description: what,
      expiresAt,
      region: region.value,
      endpoint: endpoint.value,
      projectId: project.value ?? projectId,
      profile: layers.profile.name,
      ...(found && { checked: true, projectOfRegion: found }),
    },
    text: lines.map(([name = "", text = ""]) => `${name.padEnd(11)}  ${text}`).join("\n"),
  };
}

function place({ value, label, origin }: Given): string {
  return value === undefined ? "none" : `${value} (${origin === "profile" ? "profile" : label})`;
}
