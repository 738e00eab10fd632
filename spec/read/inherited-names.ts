import { getLineColLocation, type Source } from "@redocly/openapi-core";
import { ContractError } from "./contract-error.ts";

/**
 * Refuses keys such as `valueOf`, which every object inherits as a function that fails without its object. The library that reads contracts
 * takes such a key for a type, calls it, and fails without naming the place.
 *
 * @param file the path in messages
 * @throws ContractError
 */
export function refuseInheritedNames(parsed: unknown, source: Source, file: string): void {
  const pointer = pointerTo(parsed, "#");
  if (pointer === undefined) return;
  const { line } = getLineColLocation({ source, pointer, reportOnKey: true }).start;
  const name = pointer.slice(pointer.lastIndexOf("/") + 1);
  throw new ContractError(`${file}:${line} ${pointer}: \`${name}\` is a reserved name.`);
}

function pointerTo(value: unknown, at: string): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const place = `${at}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    const found = failsAlone(key) ? place : pointerTo(inner, place);
    if (found !== undefined) return found;
  }
  return undefined;
}

function failsAlone(key: string): boolean {
  const inherited = (Object.prototype as unknown as Record<string, unknown>)[key];
  try {
    if (typeof inherited === "function") inherited.call(undefined, {}, key);
    return false;
  } catch {
    return true;
  }
}
