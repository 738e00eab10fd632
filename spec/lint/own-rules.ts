import type { Oas3Parameter, Oas3PathItem, Oas3Response } from "@redocly/openapi-core/lib/typings/openapi.js";
import type { Oas3Rule } from "@redocly/openapi-core/lib/visitors.js";
import type { UserContext } from "@redocly/openapi-core/lib/walk.js";
import { extensionProblems, type FormInput } from "./extensions.ts";

/** Rules that Redocly lacks. Each message says what to add or change. */
export default function ownRules() {
  return {
    id: "own",
    rules: {
      oas3: {
        "operation-extensions": operationExtensions,
        "known-extensions": knownExtensions,
        "scope-is-connection": scopeIsConnection,
        "error-response-has-schema": errorResponseHasSchema,
        "response-has-named-examples": responseHasNamedExamples,
        "undocumented-has-evidence": undocumentedHasEvidence,
        "no-duplicated-enum-values": noDuplicatedEnumValues,
      },
    },
  };
}

type Json = Record<string, unknown>;
type Resolve = UserContext["resolve"];

const methods = ["get", "put", "post", "delete", "patch"] as const;

const operationExtensions: Oas3Rule = () => ({
  PathItem(item, { report, location, resolve }) {
    for (const method of methods) {
      const operation = item[method] as Json | undefined;
      if (operation === undefined) continue;
      for (const { at, message } of extensionProblems(
        operation,
        formInputs(item, operation, resolve),
        answerProperties(operation, resolve),
      )) {
        report({ message, location: location.child([method, ...at]) });
      }
    }
  },
});

function formInputs(item: Oas3PathItem, operation: Json, resolve: Resolve): FormInput[] {
  const parameters = [...(item.parameters ?? []), ...((operation.parameters as Json[] | undefined) ?? [])];
  return parameters.flatMap((reference) => {
    const parameter = resolve(reference as Oas3Parameter).node;
    const schema = parameter?.schema && resolve(parameter.schema).node;
    const { "x-name": stated } = (parameter ?? {}) as unknown as Json;
    return parameter ? [{ name: parameter.name, input: String(stated ?? parameter.name), values: schema?.enum }] : [];
  });
}

function answerProperties({ responses }: Json, resolve: Resolve): string[] {
  return Object.entries((responses ?? {}) as Json).flatMap(([status, reference]) => {
    const content = status.startsWith("2") ? resolve(reference as Oas3Response).node?.content : undefined;
    return Object.values(content ?? {}).flatMap(({ schema }) => Object.keys((schema && resolve(schema).node?.properties) ?? {}));
  });
}

/** The places where each extension is allowed. */
const extensionPlaces: Record<string, string> = {
  "x-name": "Operation, Parameter or Schema",
  "x-forms": "Operation",
  "x-effect": "Operation",
  "x-retry": "Operation",
  "x-lifecycle": "Operation",
  "x-success": "Operation",
  "x-permission": "Operation",
  "x-acts-on": "Operation",
  "x-command": "Operation",
  "x-scope": "Parameter",
  "x-undocumented": "Response",
  "x-open": "ServerVariable",
};

const knownExtensions: Oas3Rule = () => ({
  any: {
    enter(node: unknown, { report, location, type }) {
      if (typeof node !== "object" || node === null) return;
      for (const key of Object.keys(node).filter((key) => key.startsWith("x-"))) {
        const place = extensionPlaces[key];
        if (place?.split(/, | or /).includes(type.name)) continue;
        const message = place ? `\`${key}\` belongs to: ${place}.` : `\`${key}\` is not an extension of these contracts.`;
        report({ message, location: location.child(key).key() });
      }
    },
  },
});

const scopeIsConnection: Oas3Rule = () => ({
  Parameter(parameter, { report, location }) {
    const scope = (parameter as unknown as Json)["x-scope"];
    if (scope !== undefined && scope !== "connection") {
      report({ message: "`x-scope` must be connection.", location: location.child("x-scope") });
    }
  },
});

const errorResponseHasSchema: Oas3Rule = () => ({
  Operation(operation, { report, location, resolve }) {
    for (const [status, reference] of Object.entries(operation.responses ?? {})) {
      const media = Object.values(resolve(reference).node?.content ?? {});
      if (!status.startsWith("2") && (media.length === 0 || media.some(({ schema }) => schema === undefined))) {
        report({
          message: `Error response ${status} must have a content schema, or its error has no type.`,
          location: location.child(["responses", status]),
        });
      }
    }
  },
});

const responseHasNamedExamples: Oas3Rule = () => ({
  Response(response, { report, location }) {
    for (const [type, media] of Object.entries(response.content ?? {})) {
      if (Object.keys(media.examples ?? {}).length === 0) {
        report({ message: "Response must have a named example; the mock answers with it.", location: location.child(["content", type]) });
      }
    }
  },
});

const undocumentedHasEvidence: Oas3Rule = () => ({
  Response(response, { report, location }) {
    const mark = (response as unknown as Json)["x-undocumented"] as { evidence?: string } | undefined;
    if (mark !== undefined && !mark.evidence) {
      report({ message: "`x-undocumented` must name its `evidence`.", location: location.child("x-undocumented") });
    }
  },
});

const noDuplicatedEnumValues: Oas3Rule = () => ({
  Schema({ enum: values = [] }, { report, location }) {
    for (const [index, value] of values.entries()) {
      if (values.indexOf(value) < index) {
        report({ message: `Duplicated enum value: ${JSON.stringify(value)}.`, location: location.child(["enum", index]) });
      }
    }
  },
});
