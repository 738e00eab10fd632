import { InvalidInputError } from "@aom-workflow/http";
import { contract } from "@aom-workflow/types";

/** Version of this package; put in when it is built. */
declare const PACKAGE_VERSION: string;

/** Longest name of a program, in characters. */
const maxLength = 256;

/**
 * The value of `User-Agent`: this client, behind the program that uses it.
 *
 * @param program its name and version, such as `my-app/1.2`
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-10.1.5
 */
export function userAgentOf(program: unknown): string {
  const own = `aom-workflow-client/${PACKAGE_VERSION} (contract ${contract.version})`;
  if (program === undefined) return own;
  if (typeof program === "string" && /^[!-~]([ -~]*[!-~])?$/.test(program) && program.length <= maxLength) return `${program} ${own}`;
  throw new InvalidInputError("userAgent", `must be the name of a program, such as my-app/1.2: 1 to ${maxLength} characters of ASCII`);
}
