import type { Place } from "../../../../spec/read/place.ts";
import type { Parameter } from "../../src/operation.ts";
import type { InputDocs } from "../../src/operation-docs.ts";
import { camelCase, oneLine } from "./words.ts";

/** An input of an operation: the parameter that is generated, and what its type and its documentation are written from. */
export interface Input {
  parameter: Parameter;
  docs: InputDocs;
  schema: Place;
  /** The body that it is part of, if it is in one. */
  body?: { mediaType: string; schema: Place };
  deprecated: boolean;
  place: Place;
}

/** The name of an input: the one that `x-name` states, else that of the wire in camelCase, `workflowId` for `workflow_id`. */
export function inputName(name: string, place: Place): string {
  const stated = place.optionalText("x-name");
  const input = stated ?? camelCase(name);
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(input)) throw place.refusal(`\`${stated ?? name}\` does not give a name for an input`);
  // Setting a property of this name sets something else.
  if (name === "__proto__") throw place.refusal("`__proto__` is a reserved name");
  if (input in {}) throw place.refusal(`\`${input}\` is a reserved name`);
  return input;
}

/** The documentation of an input in the contract. @param place the parameter, or the property of a body */
export function readInputDocs(place: Place): InputDocs {
  return {
    description: oneLine(place.optionalText("description") ?? ""),
    ...(place.has("example") && { example: place.at("example").value }),
  };
}
