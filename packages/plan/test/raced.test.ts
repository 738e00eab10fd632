import { expect, test } from "vitest";
import { actOnce } from "../src/apply/act-once.ts";
import { openJournalOn } from "../src/node/open-journal.ts";
import { Machine } from "./machine.ts";
import { planFor, Service, target } from "./service.ts";

test("an action that another process of the same plan sends between two reads does not become stale", async () => {
  const machine = new Machine();
  const [one, other] = [machine.process(), machine.process()];
  const service = new Service(1, ["acts"]);
  const path = "/state/journal.jsonl";
  const journal = await openJournalOn(one, { target, path, create: true });
  const theirs = await openJournalOn(other, { target, path });
  const { header, actions } = planFor(service, journal.id);
  const [action] = actions;
  if (action === undefined) throw new Error("The plan is empty.");
  let isFirst = true;
  const raced = {
    ...journal,
    async entry(key: string) {
      const entry = await journal.entry(key);
      if (isFirst) await actOnce(service.client(other), theirs, action, { plan: header.id });
      isFirst = false;
      return entry;
    },
  };
  expect(await actOnce(service.client(one), raced, action, { plan: header.id })).toMatchObject({ outcome: "applied", isNew: false });
  expect(service.mostRequests).toBe(1);
});
