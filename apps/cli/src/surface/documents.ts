/** A JSON Schema (2020-12) of a document. Properties may be added without a new {@link schemaVersion}; none is taken away. */
export type DocumentSchema = Readonly<Record<string, unknown>>;

/** Raised when a document loses a property or a property changes its meaning. */
export const schemaVersion = 1;

const place = "region? endpoint? projectId? profile?";
const target = `action? workflowId? executionId? nodeId? ${place}`;
const applied = `outcome action workflowId? executionId? nodeId? ${place} requestId? attempts data? waited? resolution? commands? state? word? waiting?`;

/** The properties of what each command prints that does not send one operation, and of what any command may print. */
const documents: Readonly<Record<string, string>> = {
  failure: `${target} error resolution? show? commands? checks? doubts? failures?`,
  "dry run": "outcome dryRun credentials stateAllows? request",
  curl: "outcome credentials curl validUntil?",
  help: "help",
  version: "name version contract",
  stopped: `${place} groups? stopped unread`,
  workflows: `${place} workflows unread`,
  executions: `${place} workflowId executions unread`,
  show: `${place} state execution waiting`,
  plan: "plan? path? planned action reason? selection endpoint projectId actions? leftOut unread commands",
  apply:
    "plan endpoint projectId reason? planned applied resolved rejected unknown stale left sent held? stopped? causes doubts failures actions? commands",
  journal: "path counts? beingSent? doubts? records? sessions? problems? removed? kept? exported? version? takenOverFrom?",
  "auth status": `credentials description? user? account? expiresAt? ${place} checked? projectOfRegion?`,
  "auth login": "account user region? projectId? expiresAt",
  "auth logout": "loggedOut",
  "auth token": "token expiresAt",
  "config list": "profile? path settings",
  "config set": "profile name value path",
  "config unset": "profile name path",
  "config use": "profile path",
  "config delete-profile": "profile path",
  "config profiles": "profiles used?",
  doctor: "checks error?",
  completion: "shell script",
  capabilities:
    "schemaVersion name version contract operations commands globalOptions environment exitCodes outcomes agentTools documents openRegions",
};

/** The schema of each document, by the words of the command that prints it. */
export function documentSchemas(operations: readonly string[]): Readonly<Record<string, DocumentSchema>> {
  const all = { ...documents, ...Object.fromEntries(operations.map((name) => [name, applied])) };
  return Object.fromEntries(Object.entries(all).map(([name, properties]) => [name, schemaOf(`ok ${properties} time? warnings?`)]));
}

/** Of these properties; those with a question mark may be missing. */
function schemaOf(properties: string): DocumentSchema {
  const names = properties.split(" ");
  const types = Object.fromEntries(names.map((name) => [name.replace("?", ""), {}]));
  return { type: "object", properties: types, required: names.filter((name) => !name.endsWith("?")) };
}
