import type { ValueSchema } from "../../src/operation.ts";

/** The limits of a value as a sentence with units: `1 to 64 characters.` Undefined if there are none. */
export function limitsText(schema: ValueSchema): string {
  const parts = [
    schema.enum ? `one of ${schema.enum.map((word) => `\`${word}\``).join(", ")}` : undefined,
    // The words of an enum have the length they have.
    schema.enum ? undefined : range(schema.minLength, schema.maxLength, "character"),
    schema.type === "integer" ? ["an integer", range(schema.minimum, schema.maximum)].filter(Boolean).join(", ") : undefined,
    schema.type === "number" ? range(schema.minimum, schema.maximum) : undefined,
    schema.pattern ? `matches \`${schema.pattern}\`` : undefined,
    range(schema.minItems, schema.maxItems, "item"),
    schema.items && limitsText(schema.items) ? `each ${uncapitalised(limitsText(schema.items)).replace(/\.$/, "")}` : undefined,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? "" : `${capitalised(parts.join("; "))}.`;
}

function range(least: number | undefined, most: number | undefined, unit?: string): string | undefined {
  if (least === undefined && most === undefined) return undefined;
  const units = unit === undefined ? "" : ` ${unit}${(most ?? least) === 1 ? "" : "s"}`;
  if (most === undefined) return `at least ${least}${units}`;
  if (least === undefined) return `at most ${most}${units}`;
  return least === most ? `exactly ${most}${units}` : `${least} to ${most}${units}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function uncapitalised(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
