import { constants, createReadStream, openSync } from "node:fs";
import { type FileHandle, lstat, open, stat, unlink } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { type OptionKinds, readOptions } from "@aom-workflow/client/internal";
import { isPlanError, PlanError } from "../journal/plan-error.ts";
import type { Plan } from "../plan/plan.ts";
import { planLines, readPlan } from "../plan/plan-text.ts";
import { sentenceOf } from "./errors.ts";
import { nodeFiles } from "./files.ts";
import { type Environment, joined, stateFolder } from "./state-folder.ts";

/** Where to save a plan. */
export interface SavePlanOptions {
  /** A new file. Default: a file in the user's state folder, named by the plan's id. */
  readonly out?: string | undefined;
  /** Default: `process.env`. */
  readonly env?: Environment | undefined;
}

const optionKinds: OptionKinds<SavePlanOptions> = { out: "value", env: "value" };

const planId = /^[a-z\d]{4,32}$/;

/**
 * Saves a plan in a new file that only this user can read.
 *
 * @returns the path
 * @throws InvalidInputError for an unknown option
 * @throws PlanError `invalid-plan` if the file exists or cannot be written
 */
export async function savePlan(plan: Plan, options: SavePlanOptions = {}): Promise<string> {
  const { out, env = process.env } = readOptions(options, optionKinds);
  const path = out ?? planPath(plan.header.id, env);
  try {
    if (out === undefined) await nodeFiles.makeFolder(dirname(path));
    const file = await open(path, "wx", 0o600);
    try {
      await write(file, planLines(plan));
      await file.sync();
    } catch (error) {
      await unlink(path);
      throw error;
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new PlanError("invalid-plan", `The plan cannot be saved as ${path}. ${whyNotSaved(error, path)}`, { cause: error });
  }
  return path;
}

/** Minimum number of characters to write at once. */
const block = 64 * 1024;

async function write(file: FileHandle, lines: Iterable<string>): Promise<void> {
  let text = "";
  for (const line of lines) {
    text += line;
    if (text.length < block) continue;
    await file.writeFile(text);
    text = "";
  }
  await file.writeFile(text);
}

function whyNotSaved(error: unknown, path: string): string {
  const { code } = Object(error);
  if (code === "EEXIST") return "The file exists, and plans are never overwritten.";
  return code === "ENOENT" ? `The folder ${dirname(resolve(path))} does not exist.` : sentenceOf(error);
}

/**
 * Reads a plan by its id from the user's state folder, or from a file.
 *
 * @throws PlanError `invalid-plan` if there is none, a line is longer than 64 KiB, or it was changed
 */
export async function loadPlan(nameOrPath: string, env: Environment = process.env): Promise<Plan> {
  if (nameOrPath === "") throw new PlanError("invalid-plan", "The id or file of the plan is empty.");
  const path = await planFile(nameOrPath, env);
  try {
    return await readPlan(fileBytes(path));
  } catch (error) {
    if (!isPlanError(error)) throw error;
    if (Object(error.cause).code === "ENOENT")
      throw new PlanError(
        "invalid-plan",
        `There is no file ${nameOrPath}, and no plan with this id. Plans are saved in ${joined(stateFolder(env), "plans")} unless you choose another file.`,
        { cause: error.cause },
      );
    const { code, message, lines, rest, cause } = error;
    throw new PlanError(code, message, { lines, rest: rest && { ...rest, path }, cause });
  }
}

/** The file of a plan: the one saved under this id in the user's state folder, if there is one, else the path itself. */
export async function planFile(nameOrPath: string, env: Environment = process.env): Promise<string> {
  const saved = planId.test(nameOrPath) ? planPath(nameOrPath, env) : undefined;
  return saved !== undefined && (await exists(saved)) ? saved : nameOrPath;
}

/**
 * The text of a file, piece by piece, for `readSelection`.
 *
 * @throws PlanError `invalid-plan` if it cannot be read
 */
export async function* fileBytes(path: string): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* await streamOf(path);
  } catch (error) {
    throw new PlanError("invalid-plan", `${path || '""'} cannot be read. ${sentenceOf(error)}`, { cause: error });
  }
}

/** Opening a pipe that nobody writes to would block a thread until somebody does, and not even the end of the process could end that. */
async function streamOf(path: string): Promise<AsyncIterable<Buffer>> {
  if (!(await stat(path)).isFIFO()) return createReadStream(path);
  const { Socket } = await import("node:net");
  return new Socket({ fd: openSync(path, constants.O_RDONLY | constants.O_NONBLOCK), readable: true, writable: false });
}

/**
 * Where the plan with this id is saved by default.
 *
 * @throws PlanError `invalid-plan` for an invalid id
 */
export function planPath(id: string, env: Environment = process.env): string {
  if (!planId.test(id)) throw new PlanError("invalid-plan", `${JSON.stringify(id)} is not a valid plan id.`);
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
