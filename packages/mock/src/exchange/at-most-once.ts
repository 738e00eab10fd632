import { pathPattern } from "../prism/path-pattern.ts";
import type { RecentRequests } from "./recent-requests.ts";
import type { RecordedRequest } from "./recorded-request.ts";

/** Requests that may each have been processed, although one of them would have been enough. */
export class AtMostOnceError extends Error {
  override readonly name = "AtMostOnceError";
  /** Those of the first request that was sent more than once. */
  readonly requests: readonly RecordedRequest[];

  constructor(message: string, requests: readonly RecordedRequest[]) {
    super(message);
    this.requests = requests;
  }
}

/** @throws {AtMostOnceError} when something may have been done twice, or when that can no longer be known */
export function assertAtMostOnce({ kept, count }: Pick<RecentRequests, "kept" | "count">, contract: object): void {
  if (kept.length < count)
    throw new AtMostOnceError(`Of ${count} requests only the last ${kept.length} are known: call reset() before.`, []);
  const effectOf = effectReader(contract);
  const done = kept.filter((request) => request.mayHaveBeenProcessed && effectOf(request) === "once");
  const groups = new Map<string, RecordedRequest[]>();
  for (const request of done) {
    const key = `${request.method} ${request.target} ${Buffer.from(request.body).toString("latin1")}`;
    groups.set(key, [...(groups.get(key) ?? []), request]);
  }
  const twice = [...groups.values()].filter((requests) => requests.length > 1);
  if (twice[0] === undefined) return;
  const lines = twice.map((requests) => {
    const { method, target } = requests[0] as RecordedRequest;
    const which = requests.map((request) => `request ${kept.indexOf(request) + 1} (${request.status ?? "no answer"})`);
    return `${method} ${target} may have been done ${requests.length} times: ${which.join(", ")}`;
  });
  throw new AtMostOnceError(lines.join("\n"), twice[0]);
}

type Effect = "none" | "idempotent" | "once";

/** Methods that do twice what they do once. @see https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2 */
const idempotent = new Set(["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE"]);

/** Finds what the contract says that a request does, or else its method. */
function effectReader(contract: object): (request: RecordedRequest) => Effect {
  const { paths = {} } = contract as { paths?: Readonly<Record<string, Readonly<Record<string, { readonly "x-effect"?: Effect }>>>> };
  const routes = Object.entries(paths).map(([path, item]) => ({ item, pattern: pathPattern(path) }));
  return ({ method, target }) => {
    const [path = ""] = target.split("?");
    const route = routes.find(({ item, pattern }) => item[method.toLowerCase()] !== undefined && pattern.test(path));
    return route?.item[method.toLowerCase()]?.["x-effect"] ?? (idempotent.has(method) ? "idempotent" : "once");
  };
}
