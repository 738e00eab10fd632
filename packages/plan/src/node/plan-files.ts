import { createReadStream } from "node:fs";
import { lstat, mkdir, open, unlink } from "node:fs/promises";
import { isPlanError, PlanError } from "../journal/plan-error.ts";
import type { Plan } from "../plan/plan.ts";
import { longestLine, readPlan } from "../plan/plan-text.ts";
import { messageOf } from "./errors.ts";
import { type Environment, joined, stateFolder } from "./state-folder.ts";

/** Where a plan goes. */
export interface SavePlanOptions {
  /** A new file. Default: one in the user's state folder, under the id of the plan. */
  readonly out?: string | undefined;
  /** Default: `process.env`. */
  readonly env?: Environment | undefined;
}

const planId = /^[a-z\d]{4,32}$/;

/** Bytes of a plan at most. */
const longestPlan = 256 * 1024 * 1024;

/**
 * Saves a plan in a new file that only this user can read.
 *
 * @param text as `makePlan` gives it
 * @returns the path
 * @throws PlanError `invalid-plan` for a text that is no plan, or where the file exists or cannot be written
 */
export async function savePlan(text: string, { out, env = process.env }: SavePlanOptions = {}): Promise<string> {
  const { id } = (await readPlan(text)).header;
  const path = out ?? planPath(id, env);
  try {
    if (out === undefined) await mkdir(joined(stateFolder(env), "plans"), { recursive: true, mode: 0o700 });
    const file = await open(path, "wx", 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } catch (error) {
      await unlink(path);
      throw error;
    } finally {
      await file.close();
    }
  } catch (error) {
    const why = Object(error).code === "EEXIST" ? "It exists already, and a plan is never overwritten." : messageOf(error);
    throw new PlanError("invalid-plan", `The plan cannot be saved as ${path}. ${why}`, { cause: error });
  }
  return path;
}

/**
 * Reads a plan by its id from the user's state folder, or from a file.
 *
 * @throws PlanError `invalid-plan` where there is none, a line is longer than 64 KiB, or it was changed
 */
export async function loadPlan(nameOrPath: string, env: Environment = process.env): Promise<Plan> {
  const saved = planId.test(nameOrPath) ? planPath(nameOrPath, env) : undefined;
  const path = saved !== undefined && (await exists(saved)) ? saved : nameOrPath;
  let text: string;
  try {
    text = await boundedText(path);
  } catch (error) {
    if (isPlanError(error)) throw error;
    const why = Object(error).code === "ENOENT" ? "There is no such file, and no plan with this id." : messageOf(error);
    throw new PlanError("invalid-plan", `The plan ${nameOrPath} cannot be read. ${why}`, { cause: error });
  }
  return readPlan(text);
}

/** Ends as soon as it can be no plan: what is read may be a device, or a file of many gigabytes. */
async function boundedText(path: string): Promise<string> {
  const chunks: Buffer[] = [];
  let [line, inLine, length] = [1, 0, 0];
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    for (let from = 0; from < chunk.length; ) {
      const end = chunk.indexOf(0x0a, from);
      inLine += (end === -1 ? chunk.length : end) - from;
      if (inLine > longestLine)
        throw new PlanError("invalid-plan", `Line ${line} is longer than ${longestLine / 1024} KiB.`, { lines: [line] });
      if (end === -1) break;
      [line, inLine, from] = [line + 1, 0, end + 1];
    }
    if (length > longestPlan) throw new PlanError("invalid-plan", `The plan ${path} is longer than ${longestPlan / 1024 / 1024} MiB.`);
  }
  return Buffer.concat(chunks).toString();
}

function planPath(id: string, env: Environment): string {
  if (!planId.test(id)) throw new PlanError("invalid-plan", `${JSON.stringify(id)} cannot be the id of a plan.`);
  return joined(joined(stateFolder(env), "plans"), `${id}.jsonl`);
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch {
    return false;
  }
}
