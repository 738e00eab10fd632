import { readAll } from "../../../../spec/read/contract-error.ts";
import type { Place } from "../../../../spec/read/place.ts";
import type { Parameter, ValueSchema } from "../../src/operation.ts";
import { type Input, inputName, readInputDocs } from "./input.ts";
import { readSchema } from "./value-schema.ts";

/** The parameters of an operation: those of its path, replaced or followed by its own. */
export function readParameters(path: Place, operation: Place): Input[] {
  const places = new Map<string, Place>();
  readAll(
    [...path.at("parameters").items(), ...operation.at("parameters").items()].map(
      (place) => () => places.set(`${place.text("in")} ${place.text("name")}`, place),
    ),
  );
  return readAll([...places.values()].map((place) => () => readParameter(place)));
}

function readParameter(place: Place): Input {
  const [name, where] = [place.text("name"), readWhere(place)];
  checkHeader(name, where, place);
  checkStyle(where, place);
  const schema = readSchema(place.at("schema"));
  checkShape(schema, where, place);
  return {
    parameter: {
      name,
      input: inputName(name, place),
      in: where,
      required: readRequired(where, place),
      schema,
      ...readScope(place),
    },
    docs: readInputDocs(place),
    schema: place.at("schema"),
    deprecated: place.at("deprecated").value === true,
    place,
  };
}

type Where = Exclude<Parameter["in"], "body">;

function readWhere(place: Place): Where {
  const where = place.text("in");
  if (where === "path" || where === "query" || where === "header") return where;
  throw place.at("in").refusal(`parameters in ${where} are not supported`);
}

/** Headers that OpenAPI ignores as parameters, or that others set: authentication and the transport. */
const headersOfOthers = new Set([
  ...["accept", "authorization", "content-type", "cookie", "user-agent", "x-auth-token", "x-sdk-date", "x-security-token"],
  ...["connection", "content-length", "host", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade"],
]);

function checkHeader(name: string, where: Where, place: Place): void {
  if (where === "header" && headersOfOthers.has(name.toLowerCase())) {
    throw place.refusal(`the header ${name} is not set by a parameter, but by authentication or the transport`);
  }
  if (where === "header" && !/^[\w!#$%&'*+.^`|~-]+$/.test(name)) throw place.refusal(`${name} is not the name of a header`);
}

const styles: Record<Where, string> = { path: "simple", query: "form", header: "simple" };

function checkStyle(where: Where, place: Place): void {
  for (const key of ["content", "allowReserved", "allowEmptyValue"]) {
    if (place.has(key) && place.at(key).value !== false) throw place.at(key).refusal(`\`${key}\` is not supported in a parameter`);
  }
  const { value: style } = place.at("style");
  if (style !== undefined && style !== styles[where]) {
    throw place.at("style").refusal(`\`style: ${style}\` is not supported; a parameter in ${where} has the style ${styles[where]}`);
  }
}

function checkShape({ type, items }: ValueSchema, where: Where, place: Place): void {
  const schema = place.at("schema");
  if (type === undefined) throw schema.refusal("a parameter must have a type");
  if (type === "object") throw schema.refusal(`an object is not supported in ${where}`);
  if (type !== "array") return;
  if (where !== "query") throw schema.refusal(`a list is not supported in ${where}`);
  if (place.at("explode").value === false)
    throw place.at("explode").refusal("a list without `explode` is not supported; its key is repeated");
  if (items?.type === undefined || items.type === "array" || items.type === "object") {
    throw schema.refusal("a list in query must have items that are strings, integers, numbers or booleans");
  }
}

function readRequired(where: Where, place: Place): boolean {
  const required = place.at("required").value === true;
  if (where === "path" && !required) throw place.refusal("a parameter in path must be required");
  return required;
}

function readScope(place: Place): Pick<Parameter, "scope"> {
  const { value } = place.at("x-scope");
  if (value === undefined) return {};
  if (value === "connection") return { scope: value };
  throw place.at("x-scope").refusal("`x-scope` must be connection");
}
