/** A JSON Schema (2020-12) of a document. Properties may be added without a new {@link schemaVersion}; none is taken away. */
export type DocumentSchema = Readonly<Record<string, unknown>>;

/** Raised when a document loses a property or a property changes its meaning. */
export const schemaVersion = 1;

const text = { type: "string" };
const time = { type: "string", format: "date-time" };
const flag = { type: "boolean" };
const count = { type: "integer", minimum: 0 };
const texts = { type: "array", items: text };
const object = { type: "object" };
const objects = { type: "array", items: object };
const outcome = { enum: ["applied", "not-sent", "rejected", "unknown"] };

/** Where a call went: what is known of it is there. */
const place = { region: text, endpoint: text, projectId: text, profile: text };
const target = { action: text, workflowId: text, executionId: text, nodeId: text, ...place };

function documentOf(properties: DocumentSchema, required: readonly string[] = []): DocumentSchema {
  return {
    type: "object",
    properties: { ok: { const: true }, time, warnings: texts, ...properties },
    required: ["ok", ...required],
  };
}

const error = {
  type: "object",
  properties: {
    ...{
      name: text,
      code: text,
      message: text,
      outcome,
      attempts: count,
      retryable: flag,
      retryRefusal: text,
      exitCode: { type: "integer" },
    },
    ...{ status: { type: "integer" }, errorCode: text, errorMessage: text, requestId: text, retryAfter: { type: "number" } },
    ...{ parameter: text, problems: texts, remedy: text, contentType: text, excerpt: text, source: text },
  },
  required: ["code", "message", "outcome", "exitCode"],
};

const node = {
  type: "object",
  properties: {
    id: text,
    name: text,
    kind: { enum: ["operation", "pause", "unknown"] },
    word: text,
    meaning: text,
    startedAt: time,
    endedAt: time,
    run: text,
    failedHosts: objects,
  },
};
const execution = {
  type: "object",
  properties: {
    workflowId: text,
    workflowName: text,
    executionId: text,
    word: text,
    meaning: text,
    startedAt: time,
    endedAt: time,
    updatedAt: time,
    startedBy: text,
    approvers: texts,
    nodes: { type: "array", items: node },
  },
};

/** What an operation that changes something prints when it was applied. */
const applied = documentOf(
  {
    outcome: { const: "applied" },
    ...target,
    requestId: text,
    attempts: count,
    data: {},
    waited: object,
    resolution: object,
    commands: object,
    ...{ state: text, word: text },
  },
  ["outcome", "action"],
);

/** What is printed by the commands that do not send one operation, by their words. */
const byWords: Readonly<Record<string, DocumentSchema>> = {
  stopped: documentOf({ ok: flag, ...place, stopped: objects, unread: objects }, ["stopped", "unread"]),
  workflows: documentOf({ ok: flag, ...place, workflows: objects }, ["workflows"]),
  executions: documentOf({ ok: flag, ...place, workflowId: text, executions: { type: "array", items: execution } }, ["executions"]),
  show: documentOf({ ...place, execution, waiting: objects }, ["execution"]),
  "auth status": documentOf(
    { credentials: text, description: text, user: text, account: text, expiresAt: time, ...place, checked: flag, projectOfRegion: text },
    ["credentials"],
  ),
  "auth login": documentOf({ account: text, user: text, region: text, projectId: text, expiresAt: time }),
  "auth logout": documentOf({ loggedOut: flag }, ["loggedOut"]),
  "auth token": documentOf({ token: text, expiresAt: time }, ["token"]),
  "config list": documentOf({ profile: text, path: text, settings: objects }, ["settings"]),
  "config set": documentOf({ profile: text, name: text, value: text, path: text }),
  "config unset": documentOf({ profile: text, name: text, path: text }),
  "config use": documentOf({ profile: text, path: text }),
  "config delete-profile": documentOf({ profile: text, path: text }),
  "config profiles": documentOf({ profiles: texts, used: text }, ["profiles"]),
  doctor: documentOf({ ok: flag, checks: objects, error }, ["checks"]),
  completion: documentOf({ shell: text, script: text }, ["script"]),
  capabilities: documentOf({ schemaVersion: count, documents: object }, ["schemaVersion", "documents"]),
};

/** The schema of each document: what a command prints by its words, and what any command may print. */
export function documentSchemas(operations: readonly string[]): Readonly<Record<string, DocumentSchema>> {
  return {
    failure: documentOf({ ok: { const: false }, ...target, error, resolution: object, show: text, checks: objects }, ["error"]),
    "dry run": documentOf(
      { outcome: { const: "not-sent" }, dryRun: { const: true }, stateAllows: flag, credentials: text, request: object },
      ["request"],
    ),
    curl: documentOf({ outcome: { const: "not-sent" }, credentials: text, curl: text, validUntil: time }, ["curl"]),
    help: documentOf({ help: text }, ["help"]),
    version: documentOf({ name: text, version: text, contract: object }, ["version"]),
    ...Object.fromEntries(operations.map((name) => [name, applied])),
    ...byWords,
  };
}
