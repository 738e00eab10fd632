import { InvalidInputError, type PlainHeaders } from "@aom-workflow/http";
import { type Operation, operations, type Parameter } from "@aom-workflow/types";
import { refuseUnknown } from "./check-call.ts";

/** The operation that a request is for, and its inputs by name, so that the engine can hold them to the contract. */
export interface RequestedCall {
  readonly operation: Operation;
  readonly input: Readonly<Record<string, unknown>>;
  /** Those that are not inputs. */
  readonly headers: PlainHeaders;
}

/**
 * Reads a request that openapi-fetch has built.
 *
 * @param baseUrl what its address begins with, as `normaliseEndpoint` writes it.
 * @throws InvalidInputError when the contract has no such operation.
 */
export async function callOf(
  request: Request,
  baseUrl: string,
  known: readonly Operation[] = Object.values({ ...operations }),
): Promise<RequestedCall> {
  const url = new URL(request.url);
  const path = request.url.startsWith(`${baseUrl}/`) ? url.pathname.slice(`${baseUrl}/`.length - `${url.origin}/`.length) : undefined;
  for (const operation of known) {
    const segments = path === undefined || operation.fixed || operation.method !== request.method ? undefined : match(operation.path, path);
    if (segments) return { operation, ...(await partsOf(operation, segments, url.searchParams, request)) };
  }
  throw new InvalidInputError("path", `must be one of the contract; it has no operation ${request.method} ${url.pathname}`);
}

/** The values of a template's variables, still encoded; undefined if the path is another one. */
function match(template: string, path: string): Record<string, string> | undefined {
  const wanted = template.split("/");
  const found = path.split("/");
  if (wanted.length !== found.length) return undefined;
  const values: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name !== undefined) values[name] = found[index] ?? "";
    else if (part !== found[index]) return undefined;
  }
  return values;
}

async function partsOf(operation: Operation, path: Record<string, string>, query: URLSearchParams, request: Request) {
  const { parameters } = operation;
  refuseUnknown(operation, "query", Object.fromEntries(query));
  const body = jsonOf(await request.text());
  checkBody(operation, body);
  const read: Record<Parameter["in"], (parameter: Parameter) => unknown> = {
    path: ({ name }) => decodeURIComponent(path[name] ?? ""),
    query: (parameter) => (query.has(parameter.name) ? typed(parameter, query.getAll(parameter.name)) : undefined),
    header: (parameter) => typed(parameter, [request.headers.get(parameter.name) ?? undefined]),
    body: ({ name }) => (name === "" ? body : (body as Record<string, unknown> | undefined)?.[name]),
  };
  const input = Object.fromEntries(parameters.map((parameter) => [parameter.input, read[parameter.in](parameter)]));
  return { input, headers: headersOf(operation, request.headers) };
}

/** Headers that are neither inputs nor what the engine sends anyway. */
function headersOf({ parameters }: Operation, headers: Headers): PlainHeaders {
  const inputs = new Set(parameters.flatMap(({ in: place, name }) => (place === "header" ? [name.toLowerCase()] : [])));
  const isSentAnyway = (name: string, value: string) =>
    (name === "accept" || name === "content-type") && /^application\/json\b/i.test(value);
  return Object.fromEntries([...headers].filter(([name, value]) => !inputs.has(name) && !isSentAnyway(name, value)));
}

/** A body that is made of single inputs has no place for anything else. */
function checkBody(operation: Operation, body: unknown): void {
  const inputs = operation.parameters.filter((parameter) => parameter.in === "body");
  if (body === undefined || inputs.some(({ name }) => name === "")) return;
  if (inputs.length === 0) throw new InvalidInputError("body", `must be left out, as ${operation.id} has none`);
  if (typeof body !== "object" || body === null || Array.isArray(body)) throw new InvalidInputError("body", "must be an object");
  refuseUnknown(operation, "body", body as Readonly<Record<string, unknown>>);
}

function jsonOf(text: string): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    throw new InvalidInputError("body", "must be JSON");
  }
}

/** In an address everything is text; the contract says what it stands for. */
function typed({ schema }: Parameter, values: readonly (string | undefined)[]): unknown {
  const convert = (type: string | undefined, text: string | undefined) => {
    if (type === "string" || type === undefined || text === undefined) return text;
    return type === "boolean" ? (({ true: true, false: false } as Record<string, unknown>)[text] ?? text) : Number(text);
  };
  if (schema.type === "array") return values.map((value) => convert(schema.items?.type, value));
  return values.length > 1 ? values : convert(schema.type, values[0]);
}
