import { InvalidInputError } from "@aom-workflow/http";
import { checkInput, refuseOthers, whatWasMeant } from "@aom-workflow/http/internal";
import { type Operation, operations } from "@aom-workflow/types";
import { clientOptionKinds } from "../create-client.ts";

/** The arguments of a call by path, before openapi-fetch turns them into text and drops those that the path lacks. */
export interface CallByPath {
  readonly method: string;
  readonly schemaPath: string;
  readonly params: Readonly<Partial<Record<string, Readonly<Record<string, unknown>>>>>;
}

/**
 * Holds what goes into the address to the contract. An operation that the contract does not have is for others to refuse.
 *
 * @throws InvalidInputError that names the input
 */
export function checkParameters({ method, schemaPath, params }: CallByPath): void {
  const operation = Object.values<Operation>({ ...operations }).find(
    ({ fixed, ...each }) => !fixed && each.method === method && each.path === schemaPath,
  );
  if (!operation) return;
  for (const place of places) if (place !== "header") refuseUnknown(operation, place, params[place] ?? {});
  for (const parameter of operation.parameters) {
    if (parameter.in === "path" || parameter.in === "query") checkInput(parameter, params[parameter.in]?.[parameter.name]);
  }
}

/** The places of parameters in a call by path. */
const places = ["path", "query", "header", "cookie"];

/** The options of a call by path that have an effect here. */
const callOptions = {
  ...{ params: true, body: true, headers: true, signal: true, parseAs: true, middleware: true },
  ...{ baseUrl: true, Request: true, querySerializer: true, bodySerializer: true, pathSerializer: true },
};

/**
 * openapi-fetch ignores an option or a place of parameters that it does not know, and passes on what only a platform's `fetch` obeys.
 *
 * @throws InvalidInputError that names the first
 */
export function refuseOptions(options: object): void {
  const misplaced = Object.keys(options).find((name) => Object.hasOwn(clientOptionKinds, name) && !Object.hasOwn(callOptions, name));
  if (misplaced !== undefined) throw new InvalidInputError(misplaced, "must be given to createFetchClient, not to a call");
  refuseOthers(options, callOptions);
  const { params = {}, headers } = options as { readonly params?: object; readonly headers?: unknown };
  checkObject("headers", headers ?? {});
  checkObject("params", params);
  for (const [place, values] of Object.entries(params)) {
    if (!places.includes(place)) throw new InvalidInputError(`params.${place}`, `is not an option ${whatWasMeant(place, places)}`);
    checkObject(`params.${place}`, values ?? {});
  }
}

function checkObject(name: string, value: unknown): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new InvalidInputError(name, "must be an object");
}

/** @throws InvalidInputError for a value that no input of the operation takes, in this place. */
export function refuseUnknown({ id, parameters }: Operation, place: string, values: Readonly<Record<string, unknown>>): void {
  for (const name of Object.keys(values)) {
    const known = parameters.flatMap((each) => (each.in === place ? [each.name] : []));
    if (values[name] !== undefined && !known.includes(name))
      throw new InvalidInputError(`${place}.${name}`, `is not an input of ${id}${known.length > 0 ? ` ${whatWasMeant(name, known)}` : ""}`);
  }
}
