import { readFileSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { parse } from "yaml";
import { noPostgres } from "../../tools/lab/postgres.ts";
import { codeBlocks } from "../../tools/lab/readme.ts";
import { complaints } from "./test/compile.ts";
import { bashIn, inHome } from "./test/shell.ts";
import { type World, withDatabase } from "./test/worlds.ts";

const page = new URL("guides/machines.md", import.meta.url);
const [document = ""] = codeBlocks(page, "yaml");
const job = parse(document);
const [container] = job.spec.template.spec.containers;

let world: World | undefined;
afterAll(() => world?.close());

test("the Job is one that Kubernetes knows, and starts no Pod twice on its own", async () => {
  expect(
    await complaints([`import type { Job } from "kubernetes-types/batch/v1.js";\nexport const job: Job = ${JSON.stringify(job)};`]),
  ).toBe("");
  expect(job.spec).toMatchObject({ completionMode: "Indexed", backoffLimitPerIndex: 0, podReplacementPolicy: "Failed" });
  expect(job.spec.template.spec.restartPolicy).toBe("Never");
  // A file would end with the Pod.
  expect(container.args.join(" ")).not.toContain("--journal");
});

test.skipIf(noPostgres !== undefined)(
  "the command of the Job, run as often as it has Pods, sends each action once",
  { timeout: 60_000 },
  async () => {
    world = await withDatabase();
    const env = {
      AOM_WORKFLOW_ENDPOINT: world.url,
      AOM_WORKFLOW_PROJECT: "0123456789abcdef0123456789abcdef",
      AOM_WORKFLOW_TOKEN: "any-token",
      AOM_WORKFLOW_JOURNAL: world.env?.DATABASE_URL ?? "",
    };
    const npx =
      'npx() { case "$1 $2 $3 $4" in "--yes --package=aom-workflow@0.1 --package=pg@8 aom-workflow") shift 4; aom-workflow "$@";; *) return 127;; esac; }';
    await inHome({}, async (home) => {
      await bashIn(home, "aom-workflow journal --migrate && aom-workflow plan restart --out tonight.jsonl", env);
      const command = [...container.command, ...container.args].join(" ").replace("/plan/", "").replace("--rate=20", "--rate=200");
      const pods = Array.from(
        { length: job.spec.completions },
        (_, index) => `(XDG_STATE_HOME=$PWD/${index} ${command}; echo "exit $?") &`,
      );
      const printed = await bashIn(home, `${npx}\n${pods.join("\n")}\nwait`, env);
      expect(printed.match(/exit 0/g), printed).toHaveLength(job.spec.completions);
    });
    const sent = world.requests.flatMap(({ target }) => /\/executions\/([^/]+)\/operation/.exec(target)?.[1] ?? []);
    expect(sent.toSorted()).toEqual(Array.from({ length: 40 }, (_, at) => `deploy-${at + 1}`).toSorted());
  },
);

test("the table names the versions that the example is tested with", () => {
  const { devDependencies } = JSON.parse(readFileSync(new URL("../../packages/plan/package.json", import.meta.url), "utf8"));
  expect(readFileSync(page, "utf8")).toContain(`pg-boss ${devDependencies["pg-boss"].replace("^", "")}`);
});
