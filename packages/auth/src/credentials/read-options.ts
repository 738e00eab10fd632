import { isCallError } from "@aom-workflow/http";
import { type OptionKinds, readOptions } from "@aom-workflow/http/internal";
import { CredentialsError } from "./credentials-error.ts";

/** Reads each option once. @throws {CredentialsError} `invalid-option` for a name that is none of these, and a switch that is not a boolean */
export function optionsOf<Options extends object>(options: Options, kinds: OptionKinds<Options>): Options {
  try {
    return readOptions(options, kinds);
  } catch (error) {
    if (!isCallError(error) || error.code !== "invalid-input") throw error;
    const { parameter, problem } = error;
    throw new CredentialsError("invalid-option", `\`${parameter}\` ${problem}.`, { source: parameter });
  }
}
