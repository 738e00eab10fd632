import { readFileSync } from "node:fs";

type Json = Record<string, unknown>;

/** The text of the committed AOM contract with further paths. */
export function aomWith(paths: Json): string {
  const text = readFileSync(new URL("../../../spec/aom.yaml", import.meta.url), "utf8");
  const added = Object.entries(paths).map(([path, item]) => `  ${path}: ${JSON.stringify(item)}\n`);
  return text.replace("\ncomponents:\n", () => `\n${added.join("")}components:\n`);
}

const common = {
  externalDocs: { url: "https://vendor.example/things" },
  "x-lifecycle": { stage: "current", note: "", source: "https://vendor.example/things" },
};
const retry = { maxAttempts: 3, initialDelayMs: 1, maxDelayMs: 2, maxRetryAfterMs: 1000 };

const thing = {
  type: "object",
  required: ["id"],
  properties: { id: { type: "string" }, size: { type: "integer" } },
};

/** Responses of an invented operation: the given one, and errors that the contract has already. */
function responses(success: Json): Json {
  return {
    ...success,
    400: { $ref: "#/components/responses/BadRequest" },
    500: { $ref: "#/components/responses/InternalError" },
  };
}

function json(schema: Json, value: unknown): Json {
  return { description: "Done.", content: { "application/json": { schema, examples: { one: { value } } } } };
}

const projectId = { $ref: "#/components/parameters/ProjectId" };

/** Operations without a hand-written line: a GET that only reads, a POST with a body, and a DELETE without a response body. */
export const inventedPaths: Json = {
  "/v1/{project_id}/things": {
    parameters: [projectId],
    get: {
      ...common,
      operationId: "ListThings",
      summary: "List things.",
      "x-name": "listThings",
      "x-effect": "none",
      "x-retry": { ...retry, on: ["not-sent", "connection-lost", "timeout", "server-error"] },
      parameters: [
        {
          name: "colour",
          in: "query",
          description: "Only things of these colours.",
          schema: { type: "array", minItems: 1, maxItems: 3, items: { type: "string", enum: ["red", "green", "blue"] } },
        },
        { name: "with_hidden", in: "query", schema: { type: "boolean" } },
        { name: "page_size", in: "query", required: true, schema: { type: "integer", minimum: 1, maximum: 100 } },
        { name: "X-Trace-Label", in: "header", schema: { type: "string", maxLength: 16, pattern: "^[a-z]+$" } },
      ],
      responses: responses({ 200: json({ type: "array", items: thing }, [{ id: "one", size: 1 }]) }),
    },
    post: {
      ...common,
      operationId: "CreateThing",
      summary: "Create a thing.",
      "x-name": "createThing",
      "x-effect": "once",
      "x-retry": false,
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: {
              type: "object",
              required: ["name"],
              properties: {
                name: { type: "string", minLength: 1, maxLength: 8 },
                weight: { type: "number", minimum: 0.5 },
                display_options: {
                  type: "object",
                  required: ["depth"],
                  properties: {
                    depth: { type: "integer", minimum: 0, maximum: 9 },
                    labels: { type: "array", maxItems: 2, items: { type: "string" } },
                  },
                },
              },
            },
          },
        },
      },
      responses: responses({ 201: json(thing, { id: "two", size: 2 }) }),
    },
  },
  "/v1/{project_id}/things/{thing_id}": {
    parameters: [projectId, { name: "thing_id", in: "path", required: true, schema: { type: "string", minLength: 1, maxLength: 64 } }],
    delete: {
      ...common,
      operationId: "DeleteThing",
      summary: "Delete a thing.",
      "x-name": "deleteThing",
      "x-effect": "idempotent",
      "x-retry": { ...retry, on: ["not-sent", "server-error"] },
      responses: responses({ 204: { description: "Deleted." } }),
    },
  },
};
