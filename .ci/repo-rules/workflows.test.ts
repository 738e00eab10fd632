import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { targets } from "../../tools/change/mutate/stryker.config.ts";
import { files, read } from "./repository.ts";

interface Step {
  uses?: string;
  with?: Record<string, unknown>;
}

interface Job {
  strategy?: { matrix: Record<string, unknown[]> };
  environment?: string;
  permissions?: Record<string, string>;
  "timeout-minutes"?: number;
  steps: Step[];
}

const workflows = files
  .filter((file) => /^\.github\/workflows\/.+\.ya?ml$/.test(file))
  .map((file) => ({ file, document: parse(read(file)) as { permissions: unknown; concurrency: unknown; jobs: Record<string, Job> } }));

const jobs = workflows.flatMap(({ file, document }) => Object.entries(document.jobs).map(([name, job]) => ({ file, name, job })));

describe("Nobody else's push can change what our workflows run", () => {
  test.for(files.filter((file) => /^\.github\/.+\.ya?ml$/.test(file)))(
    "%s pins every action to a commit and says which version it is",
    (file) => {
      const uses = read(file)
        .split("\n")
        .filter((line) => /\buses:/.test(line) && !/uses: \.\//.test(line));
      expect(uses.filter((line) => !/uses: [\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
    },
  );
});

describe("A workflow can do no more than its job", () => {
  test.for(workflows)("$file starts from no rights and does not run against itself", ({ document }) => {
    expect(document.permissions).toEqual({});
    expect(document.concurrency).toBeDefined();
  });

  test.for(jobs)("$file: $name states its rights, ends on its own and leaves no token in the clone", ({ job }) => {
    expect(job.permissions).toBeDefined();
    expect(job["timeout-minutes"]).toBeLessThanOrEqual(30);
    const clones = job.steps.filter((step) => step.uses?.startsWith("actions/checkout@"));
    for (const clone of clones) expect(clone.with).toMatchObject({ "persist-credentials": false });
  });

  test("only the job that publishes may identify itself to npm, after a maintainer agreed", () => {
    const identified = jobs.filter(({ job }) => job.permissions?.["id-token"] !== undefined);
    expect(identified.map(({ file, name, job }) => [file, name, job.environment])).toEqual([
      [".github/workflows/release.yml", "publish", "npm"],
    ]);
  });

  test("nothing from a cache ends up in a package", () => {
    expect(read(".github/workflows/release.yml")).not.toMatch(/cache/);
    expect(read(".github/actions/set-up/action.yml")).toMatch(/package-manager-cache: false/);
  });
});

test("every target of mutate:code has a job that mutates it", () => {
  const job = jobs.find(({ file }) => file === ".github/workflows/mutations.yml")?.job;
  expect(job?.strategy?.matrix.target).toEqual(Object.keys(targets));
});
