import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { expect, it } from "vitest";
import { applied, clientOf, node, throttled } from "../../test/scripted-client.ts";
import { diagnosticsHooks } from "./diagnostics-hooks.ts";

it("publishes every attempt, retry and warning for its subscribers, without touching the calling code", async () => {
  const seen: string[] = [];
  const note = (event: unknown, name: string | symbol) =>
    seen.push(`${String(name)} ${(event as { outcome?: string }).outcome ?? ""}`.trim());
  const names = ["attempt:start", "attempt:end", "retry", "call:end", "warning"].map((name) => `aom-workflow:${name}`);
  for (const name of names) subscribe(name, note);
  const { aom } = clientOf([throttled(), applied()], { hooks: diagnosticsHooks(), endpoint: undefined, region: "cn-north-1" });
  await aom.restart(node);
  for (const name of names) unsubscribe(name, note);
  expect(seen).toEqual([
    "aom-workflow:warning",
    "aom-workflow:attempt:start",
    "aom-workflow:attempt:end rejected",
    "aom-workflow:retry",
    "aom-workflow:attempt:start",
    "aom-workflow:attempt:end applied",
    "aom-workflow:call:end applied",
  ]);
});
