import type { ValueSchema } from "@aom-workflow/types";

/** The limits of a value in words: `1 to 64 characters`. */
export function limits(schema: ValueSchema): string {
  if (schema.enum) return schema.enum.map((value) => `\`${value}\``).join(", ");
  const parts = [
    range(schema.minLength, schema.maxLength, "characters"),
    range(schema.minimum, schema.maximum, ""),
    range(schema.minItems, schema.maxItems, "items"),
    schema.pattern === undefined ? undefined : `matches \`${schema.pattern}\``,
  ];
  return [schema.type ?? "any", ...parts.filter((part) => part !== undefined)].join(", ");
}

function range(least: number | undefined, most: number | undefined, unit: string): string | undefined {
  if (least === undefined && most === undefined) return undefined;
  if (least === most) return `exactly ${least} ${unit}`.trim();
  if (least === undefined) return `at most ${most} ${unit}`.trim();
  if (most === undefined) return `at least ${least} ${unit}`.trim();
  return `${least} to ${most} ${unit}`.trim();
}
