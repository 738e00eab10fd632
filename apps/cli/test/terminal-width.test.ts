import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { ids } from "./fixtures.ts";
import { answering, loopback, success } from "./loopback.ts";
import { runHere } from "./run-here.ts";

const long = [
  ...["--workflow", "3b1c7f0e5a0d4c55a1f0c7f4f1f0a9d2"],
  ...["--execution", "6f2c1d34-9f5b-4a0c-8a3e-0f6f5f8a7b21", "--node", "支付服务发布"],
];

/** Lines that a terminal breaks although there is a space to break them at. */
const broken = (text: string, columns: number) => text.split("\n").filter((line) => stringWidth(line) > columns && line.includes(" "));

describe.for([60, 80, 200])("in %i columns", (columns) => {
  test("the success comes first, and what it was done to is not broken within words", async () => {
    await using server = await loopback(success);
    const { stdout } = await runHere(["restart", "--no-check", ...long, "--endpoint", server.url], { columns });
    expect(stdout).toMatch(/^Restarted 支付服务发布\.\nExecution 6f2c1d34-9f5b-4a0c-8a3e-0f6f5f8a7b21,\s/);
    expect(broken(stdout, columns)).toEqual([]);
  });

  test("doctor breaks no line within words", async () => {
    const { stdout } = await runHere(["doctor"], {
      columns,
      env: { LANG: "C", NO_COLOR: "1", AOM_WORKFLOW_TOKEN: "", AOM_WORKFLOW_PROJECT: "" },
    });
    expect(broken(stdout, columns)).toEqual([]);
    expect(stdout).toMatch(/^ok {3}settings .*(\n {4}.+)*\nfail region /);
  });

  test("what the service says in Chinese is broken between words, and the command that shows the execution is not broken", async () => {
    await using server = await loopback(answering(409, { error_code: "AOM.1", error_msg: "执行 已经 结束 ".repeat(20) }));
    const { stderr } = await runHere(["restart", "--no-check", ...long, "--endpoint", server.url], { columns });
    const show = `aom-workflow show ${long.slice(0, 4).join(" ")} --endpoint ${server.url}`;
    expect(stderr.split("\n")).toContain(stringWidth(`Look first: ${show}`) > columns ? show : `Look first: ${show}`);
    expect(broken(stderr.replace(show, ""), columns)).toEqual([]);
  });
});

describe.for([1, 20, 37])("%i columns", (columns) => {
  test.for([[["--help"]], [["restart", "--help"]], [["help", "settings"]], [["doctor"]], [["restrat"]], [["restart", ...ids]]] as const)(
    "are enough for %j",
    async ([argv]) => {
      const { code, stdout, stderr } = await runHere(argv, { columns });
      expect([code, stdout + stderr]).toEqual([expect.toSatisfy((code) => code === 0 || code === 2), expect.stringMatching(/\w/)]);
    },
  );

  test("are enough for lists and for an action", async () => {
    await using server = await loopback(answering(200, { elements: [], total_elements: 0 }));
    expect(await runHere(["stopped", "--endpoint", server.url], { columns })).toMatchObject({ code: 0 });
    expect(await runHere(["workflows", "--endpoint", server.url], { columns })).toMatchObject({ code: 0 });
    await using acting = await loopback(success);
    expect(await runHere(["restart", "--no-check", ...ids, "--endpoint", acting.url], { columns })).toMatchObject({ code: 0 });
  });
});
