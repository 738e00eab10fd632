import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { applyPlan, makePlan, selectStopped } from "../src/index.ts";
import { openJournal } from "../src/node/index.ts";
import { openPostgresJournal } from "../src/postgres/index.ts";
import { closeWorlds, world } from "./world.ts";

afterAll(closeWorlds);

test("a switch that is given as a text, as from the environment, is refused and does not count as set", async () => {
  const { client, journal, plan, service } = await world(1);
  const made = await plan();
  const before = service.requests.length;
  await expect(applyPlan(made, { client, journal, release: "false" as never }).next()).rejects.toThrow("release must be true or false");
  await expect(applyPlan(made, { client, journal, wait: "no" as never }).next()).rejects.toThrow("wait must be true or false");
  const selection = { client, journal, selected: [], selection: "none", who: "tester" };
  await expect(makePlan({ ...selection, includeDoubt: "false" as never })).rejects.toThrow('includeDoubt must be true, false or "only"');
  const path = join(await mkdtemp(join(tmpdir(), "options-")), "journal.jsonl");
  await expect(openJournal({ target: journal.target, path, create: "false" as never })).rejects.toThrow("create must be true or false");
  await expect(openJournal({ target: journal.target, path, takeOver: "false" as never })).rejects.toThrow("takeOver must be true or false");
  await expect(openPostgresJournal({ target: journal.target, create: "false" as never })).rejects.toThrow("create must be true or false");
  expect(service.requests).toHaveLength(before);
});

test("an option or an action that is misspelt is refused with what was meant", async () => {
  const { client, journal, plan, service } = await world(1);
  const made = await plan();
  const before = service.requests.length;
  const select = (action: string, filter: object) => selectStopped(client, action as never, filter).next();
  await expect(applyPlan(made, { client, journal, ratee: 1 } as never).next()).rejects.toThrow(
    "ratee is not an option (did you mean rate?)",
  );
  await expect(select("restart", { nod: "zzz" })).rejects.toThrow("nod is not an option (did you mean node?)");
  await expect(select("restrat", {})).rejects.toThrow("action must be one of restart");
  expect(service.requests).toHaveLength(before);
});
