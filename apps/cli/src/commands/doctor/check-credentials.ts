import type { Transport } from "@aom-workflow/client";
import { lookUpProject } from "../../connection/iam.ts";
import { chooseCredentials } from "../../credentials/choose-credentials.ts";
import { describeCredentials } from "../../credentials/describe-credentials.ts";
import { readyCredentials } from "../../credentials/ready-credentials.ts";
import { choose, type Layers } from "../../settings/layers.ts";
import type { CommandContext } from "../context.ts";
import { type Finding, fail, pass } from "./finding.ts";

/** Are there credentials, and is the project known? */
export async function checkCredentials(layers: Layers, transport: Transport, context: CommandContext): Promise<readonly Finding[]> {
  try {
    const credentials = await chooseCredentials(layers);
    const { auth, projectId } = await readyCredentials(credentials, context);
    const what = await describeCredentials(credentials, context.signal);
    const found = pass("credentials", `${what}; aom-workflow auth status --check asks IAM`);
    const project = choose("project", layers).value ?? projectId;
    if (project !== undefined) return [found, pass("project", project)];
    return [found, pass("project", `${await lookUpProject(layers, auth, transport, context.signal)}, looked up in the region`)];
  } catch (error) {
    const { message, remedy = "See: aom-workflow auth --help" } = error as Error & { remedy?: string };
    return [fail("credentials", message, remedy, 4)];
  }
}
