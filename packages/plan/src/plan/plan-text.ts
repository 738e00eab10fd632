import { contract, operations } from "@aom-workflow/client";
import { inputProblem } from "@aom-workflow/client/internal";
import { keyOf, type PlannedAction, plannable } from "../journal/action.ts";
import { crc32 } from "../journal/crc32.ts";
import { PlanError } from "../journal/plan-error.ts";
import { type Plan, type PlanHeader, planVersion } from "./plan.ts";

/** Bytes of a line at most. */
export const longestLine = 64 * 1024;

/** Major and minor version of the contract. */
export const contractVersion = contract.version.split(".").slice(0, 2).join(".");

/** A plan as JSON lines: the header, then an action a line, each with its checksum. */
export async function planText(
  header: Omit<PlanHeader, "schema" | "version" | "contract" | "actions" | "digest">,
  actions: readonly PlannedAction[],
) {
  const lines = actions.map((action) => lineOf(action));
  const whole: PlanHeader = {
    schema: "aom-workflow-plan",
    version: planVersion,
    contract: contractVersion,
    ...header,
    actions: actions.length,
    digest: await digestOf(lines),
  };
  return { header: whole, text: `${[lineOf(whole), ...lines].join("\n")}\n` };
}

/**
 * Reads the text of a plan.
 *
 * @throws PlanError `invalid-plan` with the number of each line that was changed, cannot be read, or has an action that cannot be
 */
export async function readPlan(text: string): Promise<Plan> {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  const [first, ...rest] = lines;
  const header = headerOf(first);
  const problems: { readonly line: number; readonly what: string }[] = [];
  const actions: PlannedAction[] = [];
  const seen = new Map<string, number>();
  for (const [index, text] of rest.entries()) {
    const line = index + 2;
    const read = readLine(text);
    const problem = typeof read === "string" ? read : problemOf(read as unknown as PlannedAction);
    if (problem !== undefined) problems.push({ line, what: problem });
    else {
      const action = read as unknown as PlannedAction;
      const key = keyOf(action);
      const before = seen.get(key);
      if (before !== undefined) problems.push({ line, what: `is the same action as line ${before}` });
      seen.set(key, line);
      actions.push(action);
    }
  }
  if (problems.length > 0) throw invalid(problems);
  if (rest.length !== header.actions || (await digestOf(rest)) !== header.digest)
    throw new PlanError(
      "invalid-plan",
      "The plan was changed after it was made: its lines do not match its digest. To shorten a plan, make a new one: --from FILE.",
      { lines: [1] },
    );
  return { header, actions };
}

function headerOf(line: string | undefined): PlanHeader {
  const read = line === undefined || line === "" ? "is missing" : readLine(line);
  if (typeof read === "string") throw invalid([{ line: 1, what: read }]);
  const header = read as unknown as PlanHeader;
  const problem =
    header.schema !== "aom-workflow-plan"
      ? "is not the header of a plan"
      : header.version !== planVersion
        ? `is of version ${String(header.version)}; this program reads version ${planVersion}`
        : header.contract !== contractVersion
          ? `was made with version ${String(header.contract)} of the contract; this program has ${contractVersion}`
          : undefined;
  if (problem !== undefined) throw invalid([{ line: 1, what: problem }]);
  return header;
}

const most = 10;

function invalid(problems: readonly { readonly line: number; readonly what: string }[]): PlanError {
  const shown = problems.slice(0, most).map(({ line, what }) => `Line ${line} ${what}.`);
  const rest = problems.length - shown.length;
  const text = [...shown, ...(rest > 0 ? [`And ${rest} more.`] : [])].join("\n");
  return new PlanError("invalid-plan", text, { lines: problems.map(({ line }) => line) });
}

/** A line with its checksum in front, so that a changed byte is found with its line. */
function lineOf(value: object): string {
  const json = JSON.stringify(value);
  return `${crc32(json)} ${json}`;
}

function readLine(line: string): Readonly<Record<string, unknown>> | string {
  if (line.length > longestLine) return `is longer than ${longestLine / 1024} KiB`;
  const [, checksum, json = ""] = /^([\da-f]{8}) (\{.*\})$/s.exec(line) ?? [];
  if (checksum === undefined) return "is not a line of a plan";
  if (crc32(json) !== checksum) return "was changed after the plan was made";
  return JSON.parse(json) as Readonly<Record<string, unknown>>;
}

/** What is wrong with an action, to be read after "Line 7"; nothing where it can be. */
export function problemOf(action: Pick<PlannedAction, "action" | "workflowId" | "executionId" | "nodeId">): string | undefined {
  if (!plannable.has(action.action))
    return `has the action ${JSON.stringify(action.action)}: it must be one of ${[...plannable].join(", ")}`;
  for (const parameter of operations.restart.parameters) {
    if (!(parameter.input in action)) {
      if (parameter.required && parameter.scope === undefined && parameter.input !== "action") return `has no ${parameter.input}`;
      continue;
    }
    if (parameter.input === "action") continue;
    const problem = inputProblem(parameter, action[parameter.input as "nodeId"]);
    if (problem !== undefined)
      return `has ${/^[aeiou]/.test(parameter.input) ? "an" : "a"} ${parameter.input} that${problem.replace(/^ /, " ")}`;
  }
  return undefined;
}

async function digestOf(lines: readonly string[]): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(lines.join("\n"))));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
