import { type Document, isMap, isNode, isScalar, LineCounter, type Pair, parseDocument, visit } from "yaml";

/** The line and pointer of the first reference that leads back to itself; undefined if there is none. */
export function circularReference(text: string): string | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  let found: string | undefined;
  visit(document, {
    Pair(_, pair) {
      const target = referenceOf(pair);
      if (target === undefined || !leadsBack(document, target)) return undefined;
      const { line } = lines.linePos((isNode(pair.key) && pair.key.range?.[0]) || 0);
      found = `${line} ${target}`;
      return visit.BREAK;
    },
  });
  return found;
}

/** Whether a chain of references reaches the same place twice. */
function leadsBack(document: Document, start: string): boolean {
  const seen = new Set<string>();
  for (let target: string | undefined = start; target !== undefined; target = referenceAt(document, target)) {
    if (seen.has(target)) return true;
    seen.add(target);
  }
  return false;
}

function referenceAt(document: Document, pointer: string): string | undefined {
  const steps = pointer
    .slice(2)
    .split("/")
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  const node = document.getIn(steps, true);
  return isMap(node) ? node.items.map((pair) => referenceOf(pair)).find((target) => target !== undefined) : undefined;
}

function referenceOf({ key, value }: Pair): string | undefined {
  const isReference = isScalar(key) && key.value === "$ref" && isScalar(value) && typeof value.value === "string";
  return isReference && (value.value as string).startsWith("#/") ? (value.value as string) : undefined;
}
