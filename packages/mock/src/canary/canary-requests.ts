import type { Operation, Parameter, SecurityScheme } from "./contract-operations.ts";
import { goodValue, goodValues } from "./good-value.ts";
import { bodyProbes, type ParameterLocation, type Probe, scalarProbes } from "./probes.ts";

/** A request of the canary and whether the contract allows it: a good one, or one that differs from a good one in one point. */
export interface CanaryRequest extends Omit<Probe, "value"> {
  readonly operation: Operation;
  readonly values: ReadonlyMap<Parameter, unknown>;
  readonly body: unknown;
  readonly hasCredentials: boolean;
}

/** A request as it is sent. */
export interface WireRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** The good requests of an operation, and those that differ from one of them in one point. */
export function canaryRequests(operation: Operation): CanaryRequest[] {
  const bodies = operation.body ? goodValues(operation.body) : [undefined];
  const values = new Map(operation.parameters.filter(sendable).map((parameter) => [parameter, goodValue(parameter)]));
  const good: CanaryRequest = {
    operation,
    ...{ keyword: "example", what: "a good request", allowed: true },
    ...{ values, body: bodies[0], hasCredentials: true },
  };
  return [
    good,
    ...bodies.slice(1).map((body) => ({ ...good, what: "another good request", body })),
    ...(operation.needsCredentials ? [{ ...good, ...refused("security", "no credentials"), hasCredentials: false }] : []),
    ...[...values].flatMap(([parameter, value]) =>
      parameterProbes(parameter, value).map(({ value: probe, ...said }) => ({
        ...good,
        ...said,
        values: changed(values, parameter, probe),
      })),
    ),
    ...(operation.body?.required ? [{ ...good, ...refused("required", "no body"), body: undefined }] : []),
    ...bodies.flatMap((body) =>
      operation.body ? bodyProbes(operation.body.schema, body).map(({ value, ...said }) => ({ ...good, ...said, body: value })) : [],
    ),
  ];
}

const refused = (keyword: string, what: string) => ({ keyword, what, allowed: false });

/** Optional parameters are sent too, so that their limits can be tried; cookies are left out. */
function sendable(parameter: Parameter): boolean {
  return parameter.in !== "cookie" && !/^(accept|content-type|authorization)$/i.test(parameter.name);
}

function parameterProbes(parameter: Parameter, good: unknown): Probe[] {
  const { in: where, required = false, schema = {} } = parameter;
  const place = where === "query" && !required ? "optional query" : (where as ParameterLocation);
  const missing = { keyword: "required", what: "missing", value: undefined, allowed: !required };
  const probes = [...(where === "path" ? [] : [missing]), ...scalarProbes(schema, good, place)];
  return probes.map((probe) => ({ ...probe, what: `${where} parameter ${parameter.name} ${probe.what}` }));
}

function changed(values: CanaryRequest["values"], parameter: Parameter, value: unknown): CanaryRequest["values"] {
  const others = new Map(values);
  if (value === undefined) others.delete(parameter);
  else others.set(parameter, value);
  return others;
}

/** Writes a request as it is sent. */
export function toWire({ operation, values, body, hasCredentials }: CanaryRequest): WireRequest {
  const query = new URLSearchParams();
  const headers: Record<string, string> = {};
  let path = operation.path;
  for (const [{ name, in: place }, value] of values) {
    const text = String(value);
    if (place === "path") path = path.replace(`{${name}}`, encodeURIComponent(text));
    if (place === "query") query.append(name, text);
    if (place === "header") headers[name] = text;
  }
  if (hasCredentials) for (const scheme of operation.credentials) showCredentials(scheme, headers, query);
  if (body !== undefined) headers["Content-Type"] = operation.body!.mediaType;
  const target = query.size > 0 ? `${path}?${query}` : path;
  return { method: operation.method, target, headers, body: body === undefined ? undefined : JSON.stringify(body) };
}

function showCredentials(scheme: SecurityScheme, headers: Record<string, string>, query: URLSearchParams): void {
  const { type, in: place, name = "" } = scheme;
  if (type !== "apiKey") headers.Authorization = scheme.scheme === "basic" ? "Basic Y2FuYXJ5OmNhbmFyeQ==" : "Bearer canary";
  else if (place === "header") headers[name] = "canary";
  else if (place === "query") query.append(name, "canary");
  else headers.Cookie = `${name}=canary`;
}
