import { type OptionKinds, Secret } from "@aom-workflow/http/internal";
import { checkAccessKeyId, checkId, checkSecretKey, checkToken } from "../credentials/credential-checks.ts";
import { CredentialsError } from "../credentials/credentials-error.ts";
import { optionsOf } from "../credentials/read-options.ts";
import { homeFile, noSuchFile } from "./builtins.ts";
import { readPrivateFile } from "./private-file.ts";
import type { CredentialSource, Environment, FoundCredentials, Miss } from "./source.ts";

const sectionNames = ["basic", "global"] as const;

/** Section of a profile: `basic` for regional services, `global` for those without regions. */
export type ProfileSection = (typeof sectionNames)[number];

/** Where the profile is, and what of it is read. */
export interface ProfileOptions {
  env?: Environment | undefined;
  /** Path of the file. Default: `HUAWEICLOUD_SDK_CREDENTIALS_FILE`, else `~/.huaweicloud/credentials`. */
  path?: string | undefined;
  /** Section to read; required only if the file has both. */
  section?: ProfileSection | undefined;
}

const optionKinds: OptionKinds<ProfileOptions> = { env: "value", path: "value", section: "value" };

/**
 * Keys in the profile file that the official SDKs read: INI, section `[basic]` or `[global]` with `ak`, `sk`, `security_token`,
 * `project_id`, `domain_id` and `iam_endpoint`.
 *
 * @throws {CredentialsError} `invalid-option` for an option that does not exist.
 */
export function profileFile(options: ProfileOptions = {}): CredentialSource {
  const { env = process.env, path, section } = optionsOf(options, optionKinds);
  const named = path ?? (env.HUAWEICLOUD_SDK_CREDENTIALS_FILE || undefined);
  const file = named ?? homeFile(env, ".huaweicloud", "credentials");
  return {
    name: file === undefined ? "profile file" : `profile file ${file}`,
    renewable: true,
    async load() {
      if (file === undefined) return { miss: "there is no home folder; HUAWEICLOUD_SDK_CREDENTIALS_FILE can name one" };
      const text = await readPrivateFile(file);
      if (text === undefined && named !== undefined) throw noSuchFile("profile file", named);
      return text === undefined ? { miss: "there is no such file" } : readProfile(text, file, section);
    },
  };
}

const keyNames = ["ak", "sk", "security_token", "project_id", "domain_id", "iam_endpoint", "idp_id"] as const;

/** A value that ends in a comment for some readers of INI and does not for others. */
const ambiguousValue = /^[ \t]*(ak|sk|security_token|project_id|domain_id)[ \t]*=.*[;#]/m;

async function readProfile(text: string, file: string, wanted: ProfileSection | undefined): Promise<FoundCredentials | Miss> {
  const { parseIni } = await import("./parse-ini.ts");
  // The vendor's SDKs read indented lines too, but names in lower case only.
  const found = parseIni(text.replace(/^[ \t]+/gm, ""));
  const present = sectionNames.filter((name) => typeof found[name] === "object");
  const section = wanted ?? present[0];
  if (wanted === undefined && present.length > 1) {
    throw invalid(file, 'has both sections, [basic] and [global]; choose one with `section: "basic"`, or remove the other');
  }
  if (section === undefined || !present.includes(section)) {
    refuseCapitals(found, wanted === undefined ? sectionNames : [wanted], file);
    return { miss: `it has no section ${wanted ? `[${wanted}]` : "[basic] or [global]"}` };
  }
  if (ambiguousValue.test(text))
    throw invalid(file, "has ; or # behind a value, which not every SDK takes for a comment; put comments on lines of their own");
  refuseCapitals(found[section] as object, keyNames, `${file} [${section}]`);
  return readSection(found[section] as Record<string, unknown>, `${file} [${section}]`);
}

function readSection(values: Record<string, unknown>, source: string): FoundCredentials | Miss {
  const { ak, sk, security_token: securityToken } = values;
  if (ak === undefined && sk === undefined) {
    return { miss: values.idp_id === undefined ? "it has no ak and sk" : "it names an identity provider (idp_id), which is not supported" };
  }
  const from = (key: string) => `${source} ${key}`;
  const id = (key: string, what: string) => (values[key] === undefined ? undefined : checkId(values[key], { what, source: from(key) }));
  return {
    accessKeyId: checkAccessKeyId(ak, from("ak")),
    secretAccessKey: new Secret(checkSecretKey(sk as string, from("sk"))),
    securityToken:
      securityToken === undefined
        ? undefined
        : new Secret(checkToken(securityToken as string, { what: "security token", source: from("security_token") })),
    projectId: id("project_id", "project id"),
    domainId: id("domain_id", "account id"),
    iamEndpoint: typeof values.iam_endpoint === "string" ? values.iam_endpoint : undefined,
    source,
  };
}

/** A capital letter must not select the keys of someone else. */
function refuseCapitals(found: object, names: readonly string[], file: string): void {
  const written = Object.keys(found).find((key) => !names.includes(key) && names.includes(key.toLowerCase()));
  if (written === undefined) return;
  throw invalid(file, `has ${written}, but the vendor's SDKs read names in lower case; write ${written.toLowerCase()}`);
}

function invalid(file: string, complaint: string): CredentialsError {
  return new CredentialsError("file-invalid", `The profile file ${file} ${complaint}.`, { source: file });
}
