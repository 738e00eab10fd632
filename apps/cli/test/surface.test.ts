import { expect, test } from "vitest";
import { runHere } from "./run-here.ts";

interface Surface {
  readonly version: string;
  readonly time: string;
  readonly contract: object;
  readonly commands: readonly {
    readonly command: string;
    readonly options: readonly { readonly name: string; readonly values?: string[] }[];
  }[];
  readonly exitCodes: object;
}

const surface = JSON.parse((await runHere(["capabilities", "--json"])).stdout) as Surface;

test("any change of commands, options, limits, variables or exit codes shows in review", () => {
  const { version, contract, time, ...rest } = surface;
  expect(time).toMatch(/^20\d\d-/);
  expect(version).toMatch(/^\d+\.\d+\.\d+/);
  expect(contract).toEqual({ version: expect.stringMatching(/^\d+\.\d+\.\d+/), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(rest).toMatchSnapshot();
});

const groups = [
  ...new Set(surface.commands.map(({ command }) => command.split(" ")).flatMap(([first, second]) => (second ? [first ?? ""] : []))),
];

test.for(["", ...groups, ...surface.commands.map(({ command }) => command)])(
  "help of `%s` fits into 80 columns and is as it was",
  async (command) => {
    const { code, stdout, stderr } = await runHere([...command.split(" ").filter(Boolean), "--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const wide = stdout
      .split("\n")
      .filter((line) => [...line].length > 80 && !line.includes("https://") && !/^ {2}(aom-workflow|eval) /.test(line));
    expect(wide).toEqual([]);
    expect(stdout).toMatchSnapshot();
  },
);

test("what one of several is enough for is not called required", async () => {
  const options = surface.commands.find(({ command }) => command === "skip")?.options ?? [];
  const named = (name: string) => options.find((option) => option.name === name);
  expect(named("--region")).toMatchObject({ required: false, oneOf: "place" });
  expect(named("--endpoint")).toMatchObject({ required: false, oneOf: "place" });
  expect(named("--token-file")).toMatchObject({ required: false, oneOf: "credentials" });
  expect((await runHere(["skip", "--help"])).stdout).toMatch(/Target \(at least one\):\n +--region .*\n(.*\n)* +--endpoint /);
});

test("help names every value that an option or an argument accepts, and finding what stopped comes first", async () => {
  for (const { command, options } of surface.commands) {
    const { stdout } = await runHere([...command.split(" "), "--help"]);
    for (const { values = [] } of options) for (const value of values) expect(`${command}: ${stdout}`).toContain(value);
  }
  const { stdout } = await runHere(["--help"]);
  expect(stdout).toMatch(/\nLook:\n {2}stopped /);
});

test("the topics name every way to get credentials, and what else is read from the environment", async () => {
  const { stdout: credentials } = await runHere(["help", "credentials"]);
  for (const source of ["--token-file", "auth login", "HUAWEICLOUD_SDK_AK", "CLOUD_SDK_AK"]) expect(credentials).toContain(source);
  const { stdout: variables } = await runHere(["help", "settings"]);
  for (const name of ["HTTPS_PROXY", "NO_PROXY", "NO_COLOR", "HUAWEICLOUD_SDK_SK", "CLOUD_SDK_SK", "AOM_WORKFLOW_JOURNAL"])
    expect(variables).toContain(name);
});
