import { InvalidInputError, isCallError } from "../failure/errors.ts";
import { whatWasMeant } from "./misspelt.ts";

/** The range of a number, both ends included. */
export interface NumberRange {
  readonly from: number;
  readonly to: number;
  /** Default: a number. */
  readonly what?: "a number" | "an integer" | "a fraction" | "a number of milliseconds";
}

/** Every option of a type, and whether it is a switch, true or false, or a number and which: the compiler holds the list to the type. */
export type OptionKinds<Options> = { readonly [Name in keyof Options]-?: KindOf<NonNullable<Options[Name]>> };

/** `checked`: a number that is checked where it is used. */
type KindOf<Value> = [Value] extends [boolean] ? "switch" : [Value] extends [number] ? NumberRange | "checked" : "value";

/**
 * Reads each option once. A name that is misspelt, or a switch that is given as a text, must not pass for an option that is left out or set, nor a number
 * that is none for a limit.
 *
 * @throws InvalidInputError that names the one that cannot be read, is none of these, is a switch and not a boolean, or a number out of range
 */
export function readOptions<Options extends object>(options: Options, kinds: OptionKinds<Options>): Options {
  if (typeof options !== "object" || options === null || Array.isArray(options))
    throw new InvalidInputError("options", "must be an object");
  const read: Partial<Options> = {};
  for (const name of Object.keys(kinds) as (keyof Options & string)[]) {
    const value = readable(name, () => options[name]);
    const kind: NumberRange | string = kinds[name];
    if (value === undefined) continue;
    if (kind === "switch" && typeof value !== "boolean") throw new InvalidInputError(name, "must be true or false");
    if (typeof kind === "object") checkNumber(name, value, kind);
    read[name] = value;
  }
  refuseOthers(options, kinds);
  return read as Options;
}

/** @throws InvalidInputError for anything but a number in this range; `NaN` is in none */
export function checkNumber(name: string, value: unknown, { from, to, what = "a number" }: NumberRange): void {
  const isInRange = typeof value === "number" && value >= from && value <= to;
  if (isInRange && (what !== "an integer" || Number.isInteger(value))) return;
  throw new InvalidInputError(name, `must be ${what} from ${from} to ${to}, not ${shown(value)}`);
}

/** A number as it is, and of anything else, which may be a secret, only the type. */
function shown(value: unknown): string {
  if (typeof value === "number" || value === null) return String(value);
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
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
