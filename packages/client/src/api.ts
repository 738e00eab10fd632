import { contract, type OperationId, operations, type operationTypes, type paths } from "@aom-workflow/types";
import createFetchClient from "openapi-fetch";
import { percentEncode } from "./percent-encode.ts";

/** Path and query parameters of an operation, typed by the contract. */
export type OperationParameters<Id extends OperationId> = Pick<operationTypes[Id]["parameters"], "path" | "query">;

/** Builds the request of an operation, complete but for its credentials. */
export type BuildRequest = <Id extends OperationId>(id: Id, parameters: OperationParameters<Id>) => Promise<Request>;

const headers = {
  Accept: "application/json",
  // The service wants it although there is no body.
  "Content-Type": "application/json",
  "User-Agent": `aom-workflow-client (contract ${contract.version})`,
};

/** The typed layer over HTTP, and the only place that knows of openapi-fetch: it builds requests, sending them is not its business. */
export function requestBuilder(endpoint: string): BuildRequest {
  const http = createFetchClient<paths>({
    baseUrl: endpoint,
    headers,
    redirect: "manual",
    pathSerializer: fillPath,
    querySerializer: joinQuery,
  });
  return async (id, parameters) => {
    const { method, path } = operations[id];
    let built: Request | undefined;
    const keep = async (request: Request) => {
      built = request;
      return new Response(null, { status: 204 });
    };
    await http.request(method.toLowerCase() as Lowercase<typeof method>, path, { params: parameters, fetch: keep });
    return built as unknown as Request;
  };
}

function fillPath(template: string, values: Record<string, unknown>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => percentEncode(String(values[name])));
}

function joinQuery(values: Record<string, unknown>): string {
  return Object.entries(values)
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(String(value))}`)
    .join("&");
}
