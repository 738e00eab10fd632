import { badBodies, badScalars } from "./bad-values.ts";
import type { Operation, Parameter, SecurityScheme } from "./contract-operations.ts";
import { goodValue } from "./good-value.ts";

/** A request of the canary: a good one, or one with a single mistake. */
export interface CanaryRequest {
  readonly operation: string;
  /** What is wrong with it; absent for a good one. */
  readonly mistake: string | undefined;
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** The good request of an operation, followed by the bad ones that differ from it in one point each. */
export function canaryRequests(operation: Operation): CanaryRequest[] {
  const good: Parts = {
    values: new Map(operation.parameters.filter(sendable).map((parameter) => [parameter, goodValue(parameter)])),
    credentials: true,
    body: operation.body && JSON.stringify(goodValue(operation.body)),
  };
  const requests = [request(operation, undefined, good)];
  const bad = (mistake: string, change: Partial<Parts>) => requests.push(request(operation, mistake, { ...good, ...change }));

  if (operation.needsCredentials) bad("no credentials", { credentials: false });
  for (const [parameter, value] of good.values) {
    const name = `${parameter.in} parameter ${parameter.name}`;
    if (parameter.required && parameter.in !== "path") bad(`${name} missing`, { values: without(good.values, parameter) });
    for (const { what, value: badValue } of badScalars(parameter.schema ?? {}, value, true)) {
      bad(`${name} ${what}`, { values: new Map(good.values).set(parameter, badValue) });
    }
  }
  if (operation.body) {
    if (operation.body.required) bad("no body", { body: undefined });
    for (const { what, value } of badBodies(operation.body.schema, JSON.parse(good.body!))) bad(what, { body: JSON.stringify(value) });
  }
  return requests;
}

interface Parts {
  readonly values: ReadonlyMap<Parameter, unknown>;
  readonly credentials: boolean;
  readonly body: string | undefined;
}

/** Optional parameters are sent too, so that their limits can be tried; cookies are left out. */
function sendable(parameter: Parameter): boolean {
  return parameter.in !== "cookie" && !/^(accept|content-type|authorization)$/i.test(parameter.name);
}

function without(values: ReadonlyMap<Parameter, unknown>, parameter: Parameter): Map<Parameter, unknown> {
  const rest = new Map(values);
  rest.delete(parameter);
  return rest;
}

function request(operation: Operation, mistake: string | undefined, { values, credentials, body }: Parts): CanaryRequest {
  const query = new URLSearchParams();
  const headers: Record<string, string> = {};
  let path = operation.path;
  for (const [{ name, in: place }, value] of values) {
    const text = String(value);
    if (place === "path") path = path.replace(`{${name}}`, encodeURIComponent(text));
    if (place === "query") query.append(name, text);
    if (place === "header") headers[name] = text;
  }
  if (credentials) for (const scheme of operation.credentials) showCredentials(scheme, headers, query);
  if (body !== undefined) headers["Content-Type"] = operation.body!.mediaType;
  const target = query.size > 0 ? `${path}?${query}` : path;
  return { operation: `${operation.method} ${operation.path}`, mistake, method: operation.method, target, headers, body };
}

function showCredentials(scheme: SecurityScheme, headers: Record<string, string>, query: URLSearchParams): void {
  const { type, in: place, name = "" } = scheme;
  if (type !== "apiKey") headers.Authorization = scheme.scheme === "basic" ? "Basic Y2FuYXJ5OmNhbmFyeQ==" : "Bearer canary";
  else if (place === "header") headers[name] = "canary";
  else if (place === "query") query.append(name, "canary");
  else headers.Cookie = `${name}=canary`;
}
