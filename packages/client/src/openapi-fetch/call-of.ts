import { InvalidInputError } from "@aom-workflow/http";
import { type Operation, operations, type Parameter } from "@aom-workflow/types";

/** The operation that a request is for, and its inputs by name, so that the engine can hold them to the contract. */
export interface RequestedCall {
  readonly operation: Operation;
  readonly input: Readonly<Record<string, unknown>>;
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
    if (segments) return { operation, input: await inputOf(operation, segments, url.searchParams, request) };
  }
  throw new InvalidInputError("path", `must be one of the contract; it has no operation ${request.method} ${url.pathname}`);
}

/** The values of a template's variables, still encoded; nothing when the path is another one. */
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

async function inputOf({ parameters }: Operation, path: Record<string, string>, query: URLSearchParams, request: Request) {
  const body = jsonOf(await request.text());
  const read: Record<Parameter["in"], (parameter: Parameter) => unknown> = {
    path: ({ name }) => decodeURIComponent(path[name] ?? ""),
    query: (parameter) => (query.has(parameter.name) ? typed(parameter, query.getAll(parameter.name)) : undefined),
    header: ({ name }) => request.headers.get(name) ?? undefined,
    body: ({ name }) => (name === "" ? body : (body as Record<string, unknown> | undefined)?.[name]),
  };
  return Object.fromEntries(parameters.map((parameter) => [parameter.input, read[parameter.in](parameter)]));
}

function jsonOf(text: string): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    throw new InvalidInputError("body", "must be JSON");
  }
}

/** In an address everything is text; the contract says what it stands for. */
function typed({ schema }: Parameter, values: readonly string[]): unknown {
  const convert = (type: string | undefined, text = "") => {
    if (type === "string" || type === undefined) return text;
    return type === "boolean" ? (({ true: true, false: false } as Record<string, unknown>)[text] ?? text) : Number(text);
  };
  return schema.type === "array" ? values.map((value) => convert(schema.items?.type, value)) : convert(schema.type, values[0]);
}
