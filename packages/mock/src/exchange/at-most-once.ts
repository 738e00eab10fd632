import { pathPattern } from "../prism/path-pattern.ts";
import type { RecentRequests } from "./recent-requests.ts";
import type { RecordedRequest } from "./recorded-request.ts";

/** The error for requests that may have been processed more than once. */
export class AtMostOnceError extends Error {
  override readonly name = "AtMostOnceError";
  /** All sends of the first such request. */
  readonly requests: readonly RecordedRequest[];

  constructor(message: string, requests: readonly RecordedRequest[]) {
    super(message);
    this.requests = requests;
  }
}

/** @throws {AtMostOnceError} if something may have been done twice, or if old requests were dropped, so that this is unknown */
export function assertAtMostOnce({ kept, count }: Pick<RecentRequests, "kept" | "count">, contract: object): void {
  if (kept.length < count)
    throw new AtMostOnceError(`Of ${count} requests only the last ${kept.length} are kept: call reset() earlier.`, []);
  const read = reader(contract);
  const groups = new Map<string, RecordedRequest[]>();
  for (const request of kept) {
    const { effect, what } = read(request);
    if (!request.mayHaveBeenProcessed || effect !== "once") continue;
    const key = `${what} ${Buffer.from(request.body).toString("latin1")}`;
    groups.set(key, [...(groups.get(key) ?? []), request]);
  }
  const twice = [...groups.values()].filter((requests) => requests.length > 1);
  if (twice[0] === undefined) return;
  const lines = twice.map((requests) => {
    const { method, target } = requests[0] as RecordedRequest;
    const which = requests.map((request) => `request ${kept.indexOf(request) + 1} (${request.status ?? "no response"})`);
    return `${method} ${target} may have been done ${requests.length} times: ${which.join(", ")}`;
  });
  throw new AtMostOnceError(lines.join("\n"), twice[0]);
}

type Effect = "none" | "idempotent" | "once";

/** Methods that have no further effect when repeated. @see https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2 */
const idempotent = new Set(["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE"]);

interface Parameter {
  readonly in?: string;
  readonly name?: string;
  readonly $ref?: string;
}

interface Document {
  readonly paths?: Readonly<
    Record<string, Readonly<Record<string, { readonly "x-effect"?: Effect; readonly parameters?: readonly Parameter[] }>>>
  >;
  readonly components?: { readonly parameters?: Readonly<Record<string, Parameter>> };
}

/**
 * Finds the effect of a request, by the contract or else by its method, and its target: the same for every spelling of an address, since the
 * service treats them alike.
 */
function reader(contract: object): (request: RecordedRequest) => { readonly effect: Effect; readonly what: string } {
  const { paths = {}, components } = contract as Document;
  const routes = Object.entries(paths).map(([path, item]) => ({ item, pattern: pathPattern(path) }));
  const nameInQuery = ({ $ref, ...parameter }: Parameter) => {
    const found = $ref === undefined ? parameter : components?.parameters?.[$ref.slice($ref.lastIndexOf("/") + 1)];
    return found?.in === "query" ? found.name : undefined;
  };
  return ({ method, target }) => {
    const [path = "", query = ""] = target.split("?");
    const plain = withoutNeedlessEscapes(path);
    const item = routes.find(({ item, pattern }) => item[method.toLowerCase()] !== undefined && pattern.test(plain))?.item;
    const operation = item?.[method.toLowerCase()];
    const shared = (item as { readonly parameters?: readonly Parameter[] } | undefined)?.parameters ?? [];
    const known = operation && [...shared, ...(operation.parameters ?? [])].map(nameInQuery);
    // A key that the contract does not have changes nothing.
    const given = [...new URLSearchParams(query)].filter(([name]) => known?.includes(name) ?? true).sort();
    return {
      effect: operation?.["x-effect"] ?? (idempotent.has(method) ? "idempotent" : "once"),
      what: `${method} ${plain}?${new URLSearchParams(given)}`,
    };
  };
}

/** @see https://www.rfc-editor.org/rfc/rfc3986#section-6.2.2 */
function withoutNeedlessEscapes(path: string): string {
  return path.replaceAll(/%[\da-f]{2}/gi, (escaped) => {
    const character = String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
    return /[\w.~-]/.test(character) ? character : escaped.toUpperCase();
  });
}
