import { InvalidInputError, isCallError } from "../failure/errors.ts";
import { whatWasMeant } from "./misspelt.ts";

/** Every option of a type, and whether it is a switch, true or false: the compiler holds the list to the type. */
export type OptionKinds<Options> = {
  readonly [Name in keyof Options]-?: [NonNullable<Options[Name]>] extends [boolean] ? "switch" : "value";
};

/**
 * Reads each option once. A name that is misspelt, or a switch that is given as a text, must not pass for an option that is left out or set.
 *
 * @throws InvalidInputError that names the one that cannot be read, is none of these, or is a switch and not a boolean
 */
export function readOptions<Options extends object>(options: Options, kinds: OptionKinds<Options>): Options {
  if (typeof options !== "object" || options === null || Array.isArray(options))
    throw new InvalidInputError("options", "must be an object");
  const read: Partial<Options> = {};
  for (const name of Object.keys(kinds) as (keyof Options & string)[]) {
    const value = readable(name, () => options[name]);
    if (value === undefined) continue;
    if (kinds[name] === "switch" && typeof value !== "boolean") throw new InvalidInputError(name, "must be true or false");
    read[name] = value;
  }
  refuseOthers(options, kinds);
  return read as Options;
}

/** @throws InvalidInputError for a name that is not among these */
export function refuseOthers(options: object, kinds: object): void {
  const other = readable("options", () => Object.keys(options)).find((name) => !Object.hasOwn(kinds, name));
  if (other !== undefined) throw new InvalidInputError(other, `is not an option ${whatWasMeant(other, Object.keys(kinds))}`);
}

/** Does what reads an option. @throws InvalidInputError that names it if something else is thrown. */
export function readable<Value>(name: string, read: () => Value): Value {
  try {
    return read();
  } catch (thrown) {
    throw isCallError(thrown) ? thrown : new InvalidInputError(name, "could not be read");
  }
}
