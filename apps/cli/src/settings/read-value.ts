import type { ValueSchema } from "@aom-workflow/types";

/** The value that a text stands for: itself where the contract wants a string, else the JSON that it is; the text where it is not JSON. */
export function readValue(text: string, { type }: ValueSchema): unknown {
  if (type === "string") return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
