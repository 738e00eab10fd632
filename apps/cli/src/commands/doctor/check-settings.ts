import { regions } from "@aom-workflow/client";
import { warningAbout } from "@aom-workflow/client/internal";
import { endpointOf } from "../../connection/endpoint.ts";
import { isUsageError } from "../../output/usage-error.ts";
import type { Options } from "../../parse/tokens.ts";
import { configPath } from "../../settings/paths.ts";
import { type Place, resolvePlace } from "../../settings/resolve-settings.ts";
import { type SettingSources, sourcesOf } from "../../settings/setting-sources.ts";
import type { Environment } from "../../surface/environment.ts";
import { type Finding, fail, pass, warn } from "./finding.ts";

/** The settings, and the sources to go on with: those without a profile where it cannot be read. */
export function checkSettings(options: Options, env: Environment): { readonly finding: Finding; readonly sources: SettingSources } {
  const path = configPath(env);
  try {
    const sources = sourcesOf(options, env);
    const count = Object.keys(sources.profile.values).length;
    return {
      finding: pass(
        "settings",
        `profile ${sources.profile.name} has ${count || "no"} setting${count === 1 ? "" : "s"} (${path ?? "there is no home folder"})`,
      ),
      sources,
    };
  } catch (error) {
    if (!isUsageError(error)) throw error;
    const profile = { name: "default", namedBy: undefined, values: {} };
    const finding = fail("settings", error.problems.join(" "), error.remedy ?? "Choose another --profile.", "invalid-input");
    return { finding, sources: sourcesOf(options, env, profile) };
  }
}

/** Where the service is, and whether workflows are open there. Without an address there is nothing more to look at. @param isComplete could the settings be read? */
export async function checkPlace(
  sources: SettingSources,
  isComplete: boolean,
): Promise<{ readonly finding: Finding; readonly endpoint?: string | undefined }> {
  const problems: string[] = [];
  const place = resolvePlace(sources, problems);
  // It may well be set where it could not be read: setting it again would cure nothing.
  if (!isComplete && place.region === undefined && place.endpoint === undefined) {
    const says = "not known, as the settings cannot be read";
    return { finding: fail("region", says, "Fix the settings first.", "invalid-input") };
  }
  if (problems.length > 0) return { finding: fail("region", problems.join(" "), correct, "invalid-input") };
  try {
    return { finding: checkRegion(place), endpoint: await endpointOf(place, sources.env) };
  } catch (error) {
    return { finding: fail("region", (error as Error).message, "Correct the settings of the vendor's SDKs.", "invalid-input") };
  }
}

const correct = "Fix it; aom-workflow config list --show-origin shows where it comes from.";

function checkRegion({ region, endpoint }: Place): Finding {
  if (region !== undefined) {
    const warning = warningAbout({ region });
    if (!warning) return pass("region", `workflows are available in ${region}`);
    const remedy = "Choose one of these regions.";
    const isCertain = endpoint === undefined && Object.hasOwn(regions, region);
    return isCertain ? fail("region", warning.message, remedy, "api-error") : warn("region", warning.message, remedy);
  }
  return endpoint === undefined
    ? fail("region", "neither region nor endpoint is known", "Run: aom-workflow config set region cn-north-4", "invalid-input")
    : warn("region", "none, as an endpoint is given", "Make sure that it serves AOM workflows.");
}
