import type { Json } from "./json.ts";
import { shape } from "./shape.ts";

/** What a parameter or a header says beyond prose. */
export function parameter({ description: _, example: __, schema, ...said }: Json): unknown {
  return { ...said, schema: shape(schema as Json) };
}
