/** Rules of this contract that no ready-made rule covers. Each says what a reader of the message has to add. */

const behaviour = {
  "x-idempotent": "true or false: may the request be sent twice without harm?",
  "x-retry": "the retry policy, or false for none",
  "x-lifecycle": "the stage that the vendor gives the operation",
};

function operationStatesBehaviour() {
  return {
    Operation(operation, { report, location }) {
      for (const [key, meaning] of Object.entries(behaviour)) {
        if (operation[key] === undefined) {
          report({ message: `Operation must state \`${key}\` (${meaning}).`, location: location.key() });
        }
      }
    },
  };
}

function schemasOf(response) {
  return Object.values(response.content ?? {}).map((media) => media.schema);
}

function errorResponseHasSchema() {
  return {
    Operation(operation, { report, location, resolve }) {
      for (const [status, reference] of Object.entries(operation.responses ?? {})) {
        const response = reference.$ref ? resolve(reference).node : reference;
        const schemas = schemasOf(response ?? {});
        if (!/^2/.test(status) && (schemas.length === 0 || schemas.includes(undefined))) {
          report({
            message: `Error response ${status} must have a content schema, or success is no longer told from failure by type.`,
            location: location.child(["responses", status]),
          });
        }
      }
    },
  };
}

function responseHasNamedExamples() {
  return {
    Response(response, { report, location }) {
      for (const [type, media] of Object.entries(response.content ?? {})) {
        if (Object.keys(media.examples ?? {}).length === 0) {
          report({ message: "Response must have a named example; the mock answers with it.", location: location.child(["content", type]) });
        }
      }
    },
  };
}

function undocumentedHasEvidence() {
  return {
    Response(response, { report, location }) {
      const mark = response["x-undocumented"];
      if (mark !== undefined && !mark.evidence) {
        report({ message: "`x-undocumented` must name its `evidence`.", location: location.child("x-undocumented") });
      }
    },
  };
}

export default function ownRules() {
  return {
    id: "own",
    rules: {
      oas3: {
        "operation-states-behaviour": operationStatesBehaviour,
        "error-response-has-schema": errorResponseHasSchema,
        "response-has-named-examples": responseHasNamedExamples,
        "undocumented-has-evidence": undocumentedHasEvidence,
      },
    },
  };
}
