import type { RecordedRequest } from "../../exchange/recorded-request.ts";
import { pathPattern } from "../../prism/path-pattern.ts";

/** The parameter that names the node of an operation on a node. */
export const nodeParameter = "node_id";

/** A request that Prism has let pass, read by the contract. */
export interface OperationRequest {
  /** As in the contract, such as `StopExecution`. */
  readonly operationId: string;
  /** The permission that the operation requires, if any. */
  readonly permission: string | undefined;
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  readonly operationId: string;
  readonly permission: string | undefined;
}

interface PathItems {
  readonly [path: string]: Readonly<Record<string, { readonly operationId: string; readonly "x-permission"?: string }>>;
}

/** Returns a function that finds the operation of a request and reads its inputs. */
export function requestReader(contract: object): (request: RecordedRequest) => OperationRequest | undefined {
  const { paths } = contract as { paths: PathItems };
  const routes = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(
      ([method, operation]): Route => ({
        method: method.toUpperCase(),
        pattern: pathPattern(path),
        operationId: operation.operationId,
        permission: operation["x-permission"],
      }),
    ),
  );
  return ({ method, target, body }) => {
    const [path = "", ...query] = target.split("?");
    for (const route of routes) {
      const match = route.method === method ? route.pattern.exec(path) : null;
      if (match === null) continue;
      const { operationId, permission } = route;
      return {
        operationId,
        permission,
        path: Object.fromEntries(Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)])),
        query: new URLSearchParams(query.join("?")),
        body: body.length > 0 ? JSON.parse(Buffer.from(body).toString()) : undefined,
      };
    }
    return undefined;
  };
}
