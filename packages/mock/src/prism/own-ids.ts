import type { WireAnswer } from "../answer/reply.ts";
import { contractOperations } from "../canary/contract-operations.ts";
import type { Completion } from "./allowed-methods.ts";
import { pathPattern } from "./path-pattern.ts";

/**
 * Returns a function that puts the ids of the request into a success: an example of the contract names one execution, and a client rightly refuses the state
 * of another one than it asked for. Only a property of the body itself whose name is that of a path parameter.
 */
export function withOwnIds(document: object): Completion {
  const patterns = contractOperations(document).map(({ path }) => pathPattern(path));
  return (answer, target) => {
    const [path = ""] = target.split("?");
    const ids = patterns.map((pattern) => pattern.exec(path)?.groups).find((groups) => groups !== undefined);
    const body = ids && answer.status < 300 ? objectIn(answer) : undefined;
    const own = Object.entries(ids ?? {}).filter(([name]) => body !== undefined && Object.hasOwn(body, name));
    if (own.length === 0) return answer;
    const named = Object.fromEntries(own.map(([name, id]) => [name, decodeURIComponent(id as string)]));
    return { ...answer, body: Buffer.from(JSON.stringify({ ...body, ...named })) };
  };
}

function objectIn({ body }: WireAnswer): object | undefined {
  try {
    const value: unknown = JSON.parse(body.toString());
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
