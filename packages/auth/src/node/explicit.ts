import { type AccessKeyOptions, checkKeys, keyKinds } from "../credentials/access-key-options.ts";
import { optionsOf } from "../credentials/read-options.ts";
import type { CredentialSource } from "./source.ts";

/** Keys that the caller hands in; half a pair is an error, none at all a miss. */
export function explicitKeys(given: Partial<AccessKeyOptions> | undefined): CredentialSource {
  const keys = given && optionsOf<Partial<AccessKeyOptions>>(given, keyKinds);
  return {
    name: "explicit",
    renewable: false,
    async load() {
      const { accessKeyId, secretAccessKey } = keys ?? {};
      if (accessKeyId === undefined && secretAccessKey === undefined) return { miss: "no keys were given" };
      return {
        ...checkKeys({ ...keys, accessKeyId: accessKeyId as string, secretAccessKey: secretAccessKey as string }),
        source: "explicit keys",
      };
    },
  };
}
