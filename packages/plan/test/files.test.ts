import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { temporaryFolder } from "../../../tools/lab/folders.ts";
import type { Intent } from "../src/journal/journal.ts";
import { type FileSystem, nodeFiles } from "../src/node/files.ts";
import { entriesOf, fileBytes, journalPath, loadPlan, openJournal, savePlan, stateFolder, verifyJournal } from "../src/node/index.ts";
import { openJournalOn } from "../src/node/open-journal.ts";
import { bytesOf } from "../src/node/record.ts";
import { thisSystem } from "../src/node/system.ts";
import type { Selected } from "../src/plan/make-plan.ts";
import { planOf } from "../src/plan/plan-text.ts";
import { readSelection } from "../src/plan/selection-text.ts";
import { planFor, Service, target } from "./service.ts";

const isUnix = process.platform !== "win32";

const all = temporaryFolder("journal");

/** A folder that not even root can write to. */
const readOnly = existsSync("/proc/mounts")
  ? readFileSync("/proc/mounts", "utf8")
      .split("\n")
      .map((line) => line.split(" "))
      .find(([, path = "", type, options = ""]) => /^ro(,|$)/.test(options) && type === "tmpfs" && !path.includes("\\"))?.[1]
  : undefined;

function temporary() {
  const folder = mkdtempSync(join(all, "state-"));
  return { folder, env: { XDG_STATE_HOME: folder, LOCALAPPDATA: folder } };
}

async function begun() {
  const { folder, env } = temporary();
  const journal = await openJournal({ target, env, create: true });
  await journal.claim({ key: "one" } as Intent);
  await journal.close();
  return { folder, env, path: journal.path };
}

describe("a journal in a file", () => {
  const isGone = /was deleted, moved or replaced while it was open\. .* without it, what was done is unknown\.$/;
  it.runIf(isUnix).each<[string, (path: string) => void]>([
    ["deleted", (path) => rmSync(path)],
    ["moved", (path) => renameSync(path, `${path}.old`)],
    ["replaced by a copy", (path) => [copyFileSync(path, `${path}.copy`), renameSync(`${path}.copy`, path)]],
  ])("sends nothing more once the file is %s, where nobody would find the records", async (_, change) => {
    const { env, path } = await begun();
    const journal = await openJournal({ target, env });
    expect(await journal.claim({ key: "two" } as Intent)).toEqual({ isClaimed: true });
    change(path);
    await expect(journal.claim({ key: "three" } as Intent)).rejects.toMatchObject({
      code: "invalid-journal",
      message: expect.stringMatching(isGone),
    });
    await expect(journal.claim({ key: "four" } as Intent)).rejects.toThrow(isGone);
    await expect(journal.close()).rejects.toThrow(isGone);
  });

  it("belongs to one target, and is in the state folder, for this user alone", async () => {
    const { env, path } = await begun();
    expect(path).toMatch(/aom\.example\.com-0{32}-[\da-f]{8}\.journal\.jsonl$/);
    if (isUnix) {
      expect((statSync(path).mode & 0o777).toString(8)).toBe("600");
      expect((statSync(stateFolder(env)).mode & 0o777).toString(8)).toBe("700");
    }
    for (const line of readFileSync(path, "utf8").split("\n").slice(1)) expect(() => JSON.parse(line)).not.toThrow();
    expect(journalPath({ ...target, endpoint: `${target.endpoint}/` }, env)).toBe(path);
    expect(journalPath({ ...target, projectId: "1".repeat(32) }, env)).not.toBe(path);
    expect(journalPath({ ...target, endpoint: "https://../../etc/x" }, env)).toContain(stateFolder(env));
  });

  it("is in the folder for such files on each system", () => {
    expect(stateFolder({ HOME: "/home/me" }, "linux")).toBe("/home/me/.local/state/aom-workflow");
    expect(stateFolder({ HOME: "/home/me", XDG_STATE_HOME: "/state" }, "darwin")).toBe("/state/aom-workflow");
    expect(stateFolder({ LOCALAPPDATA: "C:\\Local" }, "win32")).toBe("C:\\Local\\aom-workflow");
    expect(() => stateFolder({ XDG_STATE_HOME: "state" }, "linux")).toThrow("XDG_STATE_HOME must be an absolute path");
    vi.spyOn(process.getBuiltinModule("node:os"), "userInfo").mockImplementation(() => {
      throw new Error("A system error occurred: uv_os_get_passwd returned ENOENT");
    });
    for (const [env, platform, variables] of [
      [{}, "linux", "HOME or XDG_STATE_HOME"],
      [{}, "win32", "LOCALAPPDATA"],
    ] as const)
      expect(() => stateFolder(env, platform)).toThrow(
        `There is no home folder to keep plans and journals in: set ${variables} to an absolute path.`,
      );
  });

  it("keeps what was written, and can be read", async () => {
    const { env, path } = await begun();
    const journal = await openJournal({ target, env });
    expect(await journal.claim({ key: "one" } as Intent)).toMatchObject({ isClaimed: false, entry: { key: "one", state: "open" } });
    await journal.close();
    await expect(journal.claim({ key: "two" } as Intent)).rejects.toThrow("was closed");
    expect(await entriesOf(path)).toMatchObject({ header: target, entries: [{ key: "one", state: "open" }], warnings: [] });
    expect(await verifyJournal(path)).toMatchObject({ keys: 1, doubts: 1, sessions: 2, problems: [] });
  });

  it("cannot be verified if it is missing or empty", async () => {
    const { folder } = temporary();
    const path = join(folder, "journal.jsonl");
    const none = { code: "other-journal", message: `There is no journal at ${path} yet: nothing was recorded there.` };
    for (const look of [verifyJournal, entriesOf]) await expect(look(path)).rejects.toMatchObject(none);
    writeFileSync(path, "", { mode: 0o600 });
    for (const look of [verifyJournal, entriesOf]) await expect(look(path)).rejects.toMatchObject(none);
  });

  it("is not a plan", async () => {
    const { folder } = temporary();
    const { header, actions } = planFor(new Service(3), "journal");
    const path = await savePlan(await planOf(header, actions), { out: join(folder, "plan.jsonl") });
    const no = { code: "invalid-journal", message: `${path} is a plan, not a journal. Pass it to apply.` };
    for (const look of [verifyJournal, entriesOf]) await expect(look(path)).rejects.toMatchObject(no);
    await expect(openJournal({ target, path, create: true })).rejects.toMatchObject(no);
  });

  it.skipIf(!existsSync("/dev/full"))("says that the disk is full", async () => {
    const { folder } = temporary();
    const path = join(folder, "journal.jsonl");
    const full = openSync("/dev/full", "w");
    const open: FileSystem["open"] = async (path, how) =>
      Object.assign(await nodeFiles.open(path, how), { append: async (bytes: Uint8Array) => void writeSync(full, bytes) });
    await expect(openJournalOn({ ...thisSystem(), files: { ...nodeFiles, open } }, { target, path, create: true })).rejects.toMatchObject({
      code: "invalid-journal",
      message: `The journal ${path} cannot be used. The disk is full. Free some space first.`,
    });
  });

  it("says that the disk is full if only part of a record could be written", async () => {
    const { folder } = temporary();
    const path = join(folder, "journal.jsonl");
    const limited = async (kilobytes: number) => {
      const open = `import { openJournal } from ${JSON.stringify(new URL("../src/node/index.ts", import.meta.url).pathname)};
        process.on("SIGXFSZ", () => {});
        const journal = await openJournal({ target: ${JSON.stringify(target)}, path: ${JSON.stringify(path)}, create: true });
        try { for (;;) await journal.settle({ key: "k", ending: "stale", reason: "x".repeat(300) }); }
        catch (error) { console.log(error.message); }`;
      const file = join(folder, "fill.mjs");
      writeFileSync(file, open);
      return execFileSync("bash", ["-c", `ulimit -f ${kilobytes}; node ${file}`], { encoding: "utf8" });
    };
    expect(await limited(8)).toBe(`The journal ${path} cannot be used. The disk is full, or a limit is reached. Free some space first.\n`);
  });

  it.skipIf(readOnly === undefined)("says that the file system is read-only, even if the folder is missing", async () => {
    const env = { XDG_STATE_HOME: join(String(readOnly), "missing", "state") };
    await expect(openJournal({ target, env, create: true })).rejects.toThrow(/cannot be used\. The file system is read-only\.$/);
    const { header, actions } = planFor(new Service(1), "journal");
    await expect(savePlan(await planOf(header, actions), { env })).rejects.toThrow(
      /cannot be saved as .*\. The file system is read-only\.$/,
    );
  });

  it.skipIf(!isUnix).each([
    ["a symbolic link", (path: string) => symlinkSync("/nowhere", path)],
    ["a directory", (path: string) => mkdirSync(path)],
    ["not a regular file", (path: string) => execFileSync("mkfifo", ["-m", "600", path])],
    ["other users", (path: string) => writeFileSync(path, "", { mode: 0o644 })],
    ["no record of a journal|cannot be read", (path: string) => writeFileSync(path, "What is this?", { mode: 0o600 })],
  ])("is refused, with the reason: %s", async (what, put) => {
    const { folder } = temporary();
    const path = join(folder, "journal.jsonl");
    put(path);
    await expect(openJournal({ target, path, create: true })).rejects.toMatchObject({
      code: "invalid-journal",
      message: expect.stringMatching(what),
    });
  });

  it.skipIf(process.getuid?.() !== 0)("is refused if another user owns it", async () => {
    const { env, path } = await begun();
    chownSync(path, 1, 1);
    await expect(openJournal({ target, env })).rejects.toMatchObject({
      code: "invalid-journal",
      message: expect.stringContaining("another user"),
    });
  });

  it.skipIf(!isUnix || process.getuid?.() === 0)("is refused if it cannot be written", async () => {
    const { env, path } = await begun();
    chmodSync(path, 0o400);
    await expect(openJournal({ target, env })).rejects.toMatchObject({ code: "invalid-journal" });
  });

  it.skipIf(!existsSync("/proc/self"))("is refused in a folder where no file can be created", async () => {
    for (const path of ["/proc/none/journal.jsonl", "/proc/none/of/these/journal.jsonl"])
      await expect(openJournal({ target, path, create: true })).rejects.toMatchObject({
        code: "invalid-journal",
        message: `The journal ${path} cannot be used. The system says: no folder can be created in /proc.`,
      });
    const { header, actions } = planFor(new Service(3), "journal");
    await expect(savePlan(await planOf(header, actions), { env: { XDG_STATE_HOME: "/proc/none" } })).rejects.toMatchObject({
      code: "invalid-plan",
      message: expect.stringMatching(/ The system says: no folder can be created in \/proc\.$/),
    });
  });

  it("is refused if it is missing, or was written by a newer version", async () => {
    const { env, path } = await begun();
    const record = { session: "s", n: 1, previous: "", at: 0, note: { ...(await entriesOf(path)).header, version: 2 } };
    writeFileSync(path, bytesOf(record as never));
    await expect(openJournal({ target, env })).rejects.toMatchObject({
      code: "invalid-journal",
      message: expect.stringContaining("is of version 2; this program reads version 1"),
    });
    await expect(openJournal({ target, env: temporary().env })).rejects.toMatchObject({ code: "other-journal" });
  });

  it("is refused on a network disk, unless its path is given", async () => {
    const { folder, env } = temporary();
    const system = { ...thisSystem(), files: { ...nodeFiles, networkOf: async () => "NFS" } };
    await expect(openJournalOn(system, { target, env, create: true })).rejects.toMatchObject({
      code: "invalid-journal",
      message: expect.stringContaining("network file system (NFS)"),
    });
    await (await openJournalOn(system, { target, path: join(folder, "journal.jsonl"), create: true })).close();
    expect(await nodeFiles.networkOf(join(folder, "not", "there"))).toBeUndefined();
  });
});

describe("a plan in a file", () => {
  function plan(id: string) {
    const { header, actions } = planFor(new Service(3), "journal", id);
    return planOf(header, actions);
  }

  it("is found by its id and by its path", async () => {
    const { folder, env } = temporary();
    const path = await savePlan(await plan("abc234"), { env });
    expect(path).toBe(join(stateFolder(env), "plans", "abc234.jsonl"));
    if (isUnix) expect((statSync(path).mode & 0o777).toString(8)).toBe("600");
    const out = await savePlan(await plan("abc234"), { out: join(folder, "mine.jsonl"), env });
    const plans = await Promise.all(["abc234", path, out].map((name) => loadPlan(name, env)));
    expect(plans.map(({ header, actions }) => [header.id, actions.length])).toEqual(Array(3).fill(["abc234", 3]));
  });

  it("is never overwritten, and its id cannot be a path", async () => {
    const { env } = temporary();
    await savePlan(await plan("abc234"), { env });
    await expect(savePlan(await plan("abc234"), { env })).rejects.toMatchObject({
      code: "invalid-plan",
      message: expect.stringContaining("exists"),
    });
    await expect(savePlan(await plan("../abc"), { env })).rejects.toMatchObject({ code: "invalid-plan" });
    await expect(loadPlan("zzzzzz", env)).rejects.toMatchObject({
      code: "invalid-plan",
      message: expect.stringContaining("no plan with this id"),
    });
  });

  it.skipIf(!isUnix)("says in a sentence why it cannot be saved or read", async () => {
    const { folder, env } = temporary();
    const says = (message: string) => ({ code: "invalid-plan", message });
    const out = join(folder, "not", "there");
    await expect(savePlan(await plan("abc234"), { out })).rejects.toMatchObject(
      says(`The plan cannot be saved as ${out}. The folder ${join(folder, "not")} does not exist.`),
    );
    await expect(loadPlan("", env)).rejects.toMatchObject(says("The id or file of the plan is empty."));
    await expect(loadPlan(folder, env)).rejects.toMatchObject(says(`${folder} cannot be read. It is a directory.`));
    await expect(loadPlan(join(folder, "x"), env)).rejects.toMatchObject(
      says(
        `There is no file ${join(folder, "x")}, and no plan with this id. Plans are saved in ${join(stateFolder(env), "plans")} unless you choose another file.`,
      ),
    );
    writeFileSync(join(folder, "empty"), "");
    await expect(loadPlan(join(folder, "empty"), env)).rejects.toMatchObject(
      says("The plan is empty. Make a new plan; what this one did is in the journal and is not repeated."),
    );
  });

  it.skipIf(process.platform !== "linux")("is removed if it cannot be written completely", async () => {
    const { folder } = temporary();
    const { header, actions } = planFor(new Service(1000), "journal");
    const whole = await savePlan(await planOf(header, actions), { out: join(folder, "whole.jsonl") });
    const path = join(folder, "plan.jsonl");
    const script = `const { savePlan, loadPlan } = await import(${JSON.stringify(join(import.meta.dirname, "../src/node/index.ts"))});
      await savePlan(await loadPlan(process.argv[1]), { out: process.argv[2] }).catch(({ message }) => console.log(message));`;
    // Like a full disk: no file may exceed 64 KiB.
    const limited = [
      "-c",
      'ulimit -f 64; exec "$@"',
      "-",
      process.execPath,
      "--no-warnings",
      "--input-type=module",
      "-e",
      script,
      whole,
      path,
    ];
    expect(String(execFileSync("bash", limited))).toBe(`The plan cannot be saved as ${path}. The file is too large.\n`);
    expect(existsSync(path)).toBe(false);
  });

  it("reports what is left of it, and where", async () => {
    const { folder } = temporary();
    const path = await savePlan(await plan("abc234"), { out: join(folder, "plan.jsonl") });
    writeFileSync(path, readFileSync(path, "utf8").split("\n").toSpliced(2, 1).join("\n"));
    await expect(loadPlan(path)).rejects.toMatchObject({ code: "invalid-plan", lines: [1], rest: { action: "restart", path } });
    const read: Selected[] = [];
    for await (const selected of readSelection(fileBytes(path), "restart", target)) read.push(selected);
    expect(read.map(({ executionId }) => executionId)).toEqual(["execution-0", "execution-2"]);
  });

  it("is read no further than a line that is too long, even in an endless file", async () => {
    const { folder, env } = temporary();
    const path = join(folder, "long.jsonl");
    await savePlan(await plan("abc234"), { out: path });
    appendFileSync(path, `${"x".repeat(70_000)}\n`);
    await expect(loadPlan(path, env)).rejects.toMatchObject({ code: "invalid-plan", lines: [5], message: "Line 5 is longer than 64 KiB." });
    if (isUnix) await expect(loadPlan("/dev/zero", env)).rejects.toMatchObject({ code: "invalid-plan", lines: [1] });
  });
});
