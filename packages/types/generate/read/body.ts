import { readAll } from "../../../../spec/read/contract-error.ts";
import type { Place } from "../../../../spec/read/place.ts";
import type { ValueSchema } from "../../src/operation.ts";
import { type Input, inputName, readInputDocs } from "./input.ts";
import { readSchema } from "./value-schema.ts";

const json = /^application\/json(\s*;.*)?$/;

/**
 * The inputs that make up the body. Those of an object are its properties, if it is clear from them whether there is a body:
 * a required one has a required property, an optional one has none. Any other body is one input.
 */
export function readBody(operation: Place): Input[] {
  const request = operation.at("requestBody");
  if (request.value === undefined) return [];
  const required = request.at("required").value === true;
  const body = readMedia(request);
  const value = readSchema(body.schema);
  if (!isSpread(value, body.schema, required)) return [bodyInput("", "body", required, body.schema, body)];
  const properties = body.schema.at("properties").entries();
  return readAll(
    properties.map(
      ([name, place]) =>
        () =>
          bodyInput(name, inputName(name, place), value.required?.includes(name) === true, place, body),
    ),
  );
}

function isSpread({ type, properties, nullable, required = [] }: ValueSchema, schema: Place, bodyRequired: boolean): boolean {
  if (type !== "object" || !properties || nullable || schema.at("additionalProperties").value === true) return false;
  return bodyRequired === required.length > 0;
}

type Body = NonNullable<Input["body"]>;

function readMedia(request: Place): Body {
  const content = request.at("content");
  const types = content.entries();
  const found = types.find(([type]) => json.test(type));
  if (found) return { mediaType: found[0], schema: found[1].at("schema") };
  throw content.refusal(`a body of ${types.map(([type]) => type).join(", ") || "no type"} is not supported; only application/json is`);
}

function bodyInput(name: string, input: string, required: boolean, schema: Place, body: Body): Input {
  return {
    parameter: {
      name,
      input,
      in: "body",
      required,
      schema: readSchema(schema),
    },
    docs: readInputDocs(schema),
    schema,
    body,
    deprecated: schema.at("deprecated").value === true,
    place: schema,
  };
}
