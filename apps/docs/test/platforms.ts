import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import { parse } from "yaml";
import { complaints } from "./compile.ts";
import { inHome } from "./shell.ts";

/** How a platform reads a document of the guide, and what it does with it. */
export interface Platform {
  readonly name: string;
  /** What the platform's own schema has against the document; nothing where all is well. */
  complaints(text: string): Promise<string>;
  /** The shell script that the document runs, its values filled in. */
  script(text: string): string;
  /** Whether a run that ended with this exit code has failed. */
  fails(text: string, code: number): boolean;
  /** How often it runs the document again on its own after that. */
  retries(text: string, code: number): number;
}

/** What GitHub knows by these expressions. */
const expressions: Readonly<Record<string, string>> = {
  "inputs.workflow": "nightly",
  "inputs.execution": "run-1",
  "inputs.node": "run-script",
  "vars.AOM_WORKFLOW_PROJECT": "$AOM_WORKFLOW_PROJECT",
  "secrets.HUAWEICLOUD_SDK_AK": "$HUAWEICLOUD_SDK_AK",
  "secrets.HUAWEICLOUD_SDK_SK": "$HUAWEICLOUD_SDK_SK",
};

const exitCode = (_: string, code: number): boolean => code !== 0;

/** Checked by the parser of GitHub's own editor support. */
const github: Platform = {
  name: "GitHub Actions",
  async complaints(text) {
    const { context, value } = parseWorkflow({ name: "restart.yml", content: text }, new NoOperationTraceWriter());
    if (value) await convertWorkflowTemplate(context, value);
    return context.errors.getErrors().join("\n");
  },
  script(text) {
    const { env, steps } = parse(text).jobs.restart;
    const [restart, afterwards] = steps;
    if (/\$\{\{/.test(restart.run + afterwards.run)) throw new Error("An expression becomes shell code.");
    if (afterwards.if !== "failure() || cancelled()") throw new Error("The second step does not run after a failure.");
    const given = JSON.parse(JSON.stringify(env).replaceAll(/\$\{\{ (\S+) \}\}/g, (_, name) => known(expressions, name)));
    return `${exported(given)}(${restart.run}\n) || { code=$?; ${afterwards.run}\nexit $code; }`;
  },
  fails: (text, code) => code !== 0 && parse(text).jobs.restart.steps[0]["continue-on-error"] !== true,
  retries: () => 0,
};

/** Checked against GitLab's schema, which this command has. */
const gitlab: Platform = {
  name: "GitLab CI",
  complaints(text) {
    const main = fileURLToPath(import.meta.resolve("gitlab-ci-local"));
    return inHome({ ".gitlab-ci.yml": text }, async (home) => {
      const ended = promisify(execFile)(process.execPath, [main, "--list-all"], { cwd: home, env: { PATH: process.env.PATH, HOME: home } });
      return await ended.then(
        () => "",
        ({ stderr }) => stderr,
      );
    });
  },
  script(text) {
    const { restart } = parse(text);
    const given = { WORKFLOW: "nightly", EXECUTION: "run-1", NODE: "run-script", ...restart.variables };
    const afterwards = restart.after_script.join("\n");
    const status = "CI_JOB_STATUS=$([ $code = 0 ] && echo success || echo failed)";
    return `${exported(given)}(set -eo pipefail; ${restart.script.join("\n")}\n)\ncode=$?\n${status}\n(${afterwards}\n)\nexit $code`;
  },
  fails: exitCode,
  retries(text, code) {
    const { retry = 0 } = parse(text).restart;
    if (typeof retry === "number") return retry;
    return retry.when === undefined && retry.exit_codes?.includes(code) === false ? 0 : retry.max;
  },
};

/** Checked by the compiler, against types that are generated from Kubernetes' own description. */
const kubernetes: Platform = {
  name: "Kubernetes",
  complaints: (text) =>
    complaints([`import type { Job } from "kubernetes-types/batch/v1.js";\nexport const job: Job = ${JSON.stringify(parse(text))};`]),
  script(text) {
    const [{ command, args, env }] = parse(text).spec.template.spec.containers;
    const named = env.map(({ name, value }: { name: string; value: string }) => [name, value]);
    return `${exported(Object.fromEntries(named))}${[...command, ...args].map(quoted).join(" ")}`;
  },
  fails: exitCode,
  retries(text) {
    const { backoffLimit = 6, template } = parse(text).spec;
    return template.spec.restartPolicy === "Never" ? backoffLimit : Math.max(1, backoffLimit);
  },
};

/** Checked by hand, against the published list of keywords: no package on npm has Ansible's schema. */
export const ansible: Platform & { changes(text: string, code: number): boolean } = {
  name: "Ansible",
  async complaints(text) {
    const [play] = parse(text);
    const [task] = play.tasks;
    const command = "ansible.builtin.command";
    return [
      ...extraKeys(play, ["name", "hosts", "connection", "gather_facts", "vars", "tasks"]),
      ...extraKeys(task, ["name", command, "register", "changed_when", "failed_when", "until", "retries", "delay"]),
      ...extraKeys(task[command], ["argv"]),
    ].join("\n");
  },
  script(text) {
    const [{ vars, tasks }] = parse(text);
    const argv: string[] = tasks[0]["ansible.builtin.command"].argv;
    return argv.map((word) => quoted(word.replaceAll(/\{\{ (\w+) \}\}/g, (_, name) => known(vars, name)))).join(" ");
  },
  fails: (text, code) => holds(text, "failed_when", code),
  changes: (text, code) => holds(text, "changed_when", code),
  retries: (text, code) => (holds(text, "until", code) ? 0 : parse(text)[0].tasks[0].retries),
};

/** The platforms of the guide, in its order. */
export const platforms: readonly Platform[] = [github, gitlab, kubernetes, ansible];

/** Whether a condition about the exit code of the task holds. */
function holds(text: string, keyword: string, code: number): boolean {
  const [task] = parse(text)[0].tasks;
  const [, not, codes = ""] = new RegExp(`^${task.register}\\.rc (not )?in \\[([\\d, ]+)\\]$`).exec(task[keyword]) ?? [];
  if (codes === "") throw new Error(`${keyword} is not about the exit code.`);
  return codes.split(", ").includes(String(code)) !== (not !== undefined);
}

function extraKeys(mapping: object, keywords: readonly string[]): string[] {
  return Object.keys(mapping).filter((key) => !keywords.includes(key));
}

function known(values: Readonly<Record<string, string>>, name: string): string {
  const value = values[name];
  if (value === undefined) throw new Error(`There is no ${name}.`);
  return value;
}

/** Sets variables as a shell does; values may name others. */
function exported(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) => `export ${name}="${value}"\n`)
    .join("");
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
