import type { Place } from "../../read/place.ts";
import { type Json, nameOf } from "./json.ts";

/** What the vendor says about an operation, without prose. */
export function operation(place: Place): unknown {
  const value = place.value as Json;
  const { operationId, requestBody, security, externalDocs } = value;
  const answers = place.at("responses").entries();
  return withoutNothing({
    id: operationId,
    parameters: place
      .at("parameters")
      .items()
      .map((it) => signature(it.value as Json)),
    body: requestBody && bodyOf(requestBody as Json),
    documented: answers.flatMap(([status, answer]) => (answer.has("x-undocumented") ? [] : [Number(status)])),
    security,
    permission: value["x-permission"],
    lifecycle: (value["x-lifecycle"] as Json | undefined)?.stage,
    page: (externalDocs as Json | undefined)?.url,
  });
}

/** What we decided about it: name, effect, retries, success, and the response of each status. */
export function behaviour(value: Json): unknown {
  const forms = value["x-forms"] as Record<string, Json> | undefined;
  const known = new Set([
    "operationId",
    "parameters",
    "requestBody",
    "responses",
    "security",
    "externalDocs",
    "x-permission",
    "x-lifecycle",
  ]);
  const prose = new Set(["summary", "description", "tags"]);
  return withoutNothing({
    ...Object.fromEntries(Object.entries(value).filter(([key]) => !known.has(key) && !prose.has(key))),
    "x-forms": forms && Object.fromEntries(Object.entries(forms).map(([name, { fixed }]) => [name, fixed])),
    answers: Object.fromEntries(
      Object.entries(value.responses as Record<string, Json>).map(([status, it]) => [status, nameOf(String(it.$ref))]),
    ),
  });
}

function signature({ in: where, name, required }: Json): string {
  return `${where} ${name}${required === true ? "!" : ""}`;
}

function bodyOf({ required, content }: Json): string {
  const bodies = Object.entries(content as Record<string, Json>).map(
    ([type, { schema }]) => `${type} ${nameOf(String((schema as Json).$ref))}`,
  );
  return `${bodies.join(", ")}${required === true ? "!" : ""}`;
}

function withoutNothing(value: Json): Json {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined));
}
