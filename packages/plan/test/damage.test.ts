import { describe, expect, it } from "vitest";
import type { Intent } from "../src/journal/journal.ts";
import { PlanError } from "../src/journal/plan-error.ts";
import { verifyJournalOn } from "../src/node/inspect-journal.ts";
import { openJournalOn } from "../src/node/open-journal.ts";
import { bytesOf, piecesOf } from "../src/node/record.ts";
import { Machine } from "./machine.ts";
import { target } from "./service.ts";

const path = "/state/journal.jsonl";

function intent(key: string): Intent {
  const seen = { word: "fail", nodeWord: "fail", isPause: false, onHosts: false, runs: [], readAt: undefined };
  return {
    key,
    plan: "plan1",
    action: "restart",
    workflowId: "w",
    executionId: key,
    nodeId: "n",
    seen,
    reason: 'a "key":"x" of {"size":1,',
  };
}

const open = (machine: Machine) => openJournalOn(machine.process(), { target, path });

/** A machine with a journal in which `open` is open, `applied` was applied and `deferred` may be sent, and the offset of each record. */
async function journaled() {
  const machine = new Machine();
  const journal = await openJournalOn(machine.process(), { target, path, create: true });
  await journal.claim(intent("applied"));
  await journal.settle({ key: "applied", plan: "plan1", ending: "applied" });
  await journal.claim(intent("deferred"));
  await journal.settle({ key: "deferred", plan: "plan1", ending: "deferred" });
  await journal.claim(intent("open"));
  return { machine, journal };
}

/** The keys that may be sent according to a changed journal; none if it cannot be opened. */
async function sendable(bytes: Buffer, like: Machine): Promise<readonly string[] | PlanError> {
  const machine = new Machine();
  machine.names.set(path, structuredCloneOf(like));
  machine.bytes = bytes;
  try {
    const journal = await open(machine);
    const keys: string[] = [];
    for (const key of ["applied", "deferred", "open"]) if ((await journal.claim(intent(key))).isClaimed) keys.push(key);
    await journal.close();
    return keys;
  } catch (error) {
    if (error instanceof PlanError) return error;
    throw error;
  }
}

function structuredCloneOf(machine: Machine) {
  const [inode] = machine.names.values();
  if (inode === undefined) throw new Error("There is no file.");
  return Object.assign(Object.create(Object.getPrototypeOf(inode)), inode);
}

describe("a damaged journal", () => {
  it("sends nothing twice if any byte was changed", async () => {
    const { machine } = await journaled();
    const whole = machine.bytes;
    const found: string[] = [];
    let opened = 0;
    for (let at = 0; at < whole.length; at++)
      for (const byte of [Number(whole[at]) ^ 1, 0x0a, 0x00]) {
        if (byte === whole[at]) continue;
        const changed = Buffer.from(whole);
        changed[at] = byte;
        const keys = await sendable(changed, machine);
        if (keys instanceof PlanError) continue;
        opened++;
        if (keys.includes("applied") || keys.includes("open")) found.push(`byte ${at} as ${byte}: ${keys}`);
      }
    expect(found).toEqual([]);
    // Most of a record is not its key: that action is in doubt, and the others are not affected.
    expect(opened).toBeGreaterThan(whole.length);
  });

  it("is reported with the line of a record that was removed, duplicated or moved, or whose key was changed", async () => {
    const { machine } = await journaled();
    const lines = machine.bytes.toString().split("\n");
    const removed = lines.toSpliced(4, 1);
    const doubled = lines.toSpliced(4, 0, lines[4] as string);
    const moved = lines.toSpliced(3, 2, lines[4] as string, lines[3] as string);
    const renamed = lines.with(3, lines[3]?.replaceAll('"applied"', '"applies"') as string);
    for (const [changed, line] of [
      [removed, 5],
      [doubled, 6],
      [moved, 4],
      [renamed, 4],
    ] as const) {
      const refused = await sendable(Buffer.from(changed.join("\n")), machine);
      expect(refused).toBeInstanceOf(PlanError);
      expect(refused).toMatchObject({ code: "invalid-journal", lines: [line] });
    }
  });

  it("is refused if a record was rewritten with the right checksum", async () => {
    const { machine } = await journaled();
    const records = [...piecesOf(machine.bytes, true)].flatMap((piece) => (piece.kind === "record" ? piece.record : []));
    const forged = records.map((record) => bytesOf(record.n === 4 ? { ...record, at: 0 } : record));
    machine.bytes = Buffer.concat(forged);
    await expect(open(machine)).rejects.toThrow("Line 6 does not follow the record before it.");
  });

  it("skips a record that was cut off at any byte, because its writer sent nothing", async () => {
    const { machine, journal } = await journaled();
    const before = machine.bytes.length;
    await journal.claim(intent("torn"));
    const whole = machine.bytes;
    for (let length = before; length < whole.length; length++)
      for (const tail of [whole.subarray(0, length), Buffer.concat([whole.subarray(0, length), Buffer.alloc(whole.length - length)])]) {
        machine.bytes = tail;
        const again = await open(machine);
        const { isClaimed } = await again.claim(intent("torn"));
        // A record without its last byte can still be read.
        expect(isClaimed, `${length - before} bytes`).toBe(length < whole.length - 1);
        expect((await again.claim(intent("other"))).isClaimed).toBe(true);
        await again.close();
        const { problems, warnings } = await verifyJournalOn(machine.process().files, path);
        expect(problems, `${length - before} bytes`).toEqual([]);
        expect(warnings.length, `${length - before} bytes`).toBeLessThan(2);
      }
  });

  it("reports what a record that was cut off leaves open: a lost outcome is in doubt", async () => {
    const { machine, journal } = await journaled();
    const warningsOf = async (length: number) => {
      const torn = new Machine();
      torn.names.set(path, structuredCloneOf(machine));
      torn.bytes = machine.bytes.subarray(0, length);
      return (await open(torn)).warnings;
    };
    const before = machine.bytes.length;
    await journal.settle({ key: "open", plan: "plan1", ending: "applied" });
    const settled = machine.bytes.length;
    await journal.claim(intent("torn"));
    expect(await warningsOf(machine.bytes.length - 9)).toEqual(["Line 10 is incomplete and is skipped: nothing was sent for it."]);
    expect(await warningsOf(settled - 9)).toEqual([
      "Line 9 is incomplete and is skipped. It recorded an outcome: unless a later line has it, the action is in doubt.",
    ]);
    expect(await warningsOf(before + 30)).toEqual(["Line 9 is incomplete and is skipped."]);
  });

  it("can be read after an editor changed its line endings", async () => {
    const { machine } = await journaled();
    machine.bytes = Buffer.from(`${machine.bytes.toString().replaceAll("\n", "\r\n")}\r\n`);
    const journal = await open(machine);
    expect((await journal.doubts()).map(({ key }) => key)).toEqual(["open"]);
    await journal.close();
    expect((await verifyJournalOn(machine.process().files, path)).problems).toEqual([]);
  });

  it("reports what was changed, and which actions are in doubt", async () => {
    const { machine } = await journaled();
    machine.bytes = Buffer.from(machine.bytes.toString().replace('"ending":"deferred"', '"ending":"deterred"'));
    const journal = await open(machine);
    expect(journal.warnings).toEqual(["Line 7 was changed. Its action is in doubt: deferred"]);
    expect((await journal.doubts()).map(({ key }) => key)).toEqual(["deferred", "open"]);
    await journal.close();
    expect((await verifyJournalOn(machine.process().files, path)).problems).toEqual(["Line 7 was changed."]);
  });

  it("is reported if a process sent an action that it had not claimed", async () => {
    const { machine } = await journaled();
    const other = await open(machine);
    expect((await other.claim(intent("open"))).isClaimed).toBe(false);
    await other.settle({ key: "open", ending: "unknown" });
    expect((await verifyJournalOn(machine.process().files, path)).problems).toEqual([]);
    await other.settle({ key: "open", ending: "applied" });
    const { problems } = await verifyJournalOn(machine.process().files, path);
    expect(problems).toEqual([expect.stringMatching(/^open was sent by session [\da-f]{16}, which had not claimed it\.$/)]);
  });
});
