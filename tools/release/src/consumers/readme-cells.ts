import { join } from "node:path";
import { run } from "../../../lab/children.ts";
import { writeFiles } from "../../../lab/folders.ts";
import { installTools } from "../../../lab/tools.ts";
import type { Installation } from "../installs/install.ts";
import { lazily } from "../machine/lazily.ts";
import type { Cell } from "../matrix/cell.ts";
import type { Packed } from "../release/packed.ts";
import type { Stage } from "../stage.ts";

/** Where the output of each package's examples is tested, from the root of the repository. */
const tested = [
  "packages/auth/examples.test.ts",
  "packages/http/examples.test.ts",
  "packages/mock/examples.test.ts",
  "packages/types/examples.test.ts",
  "apps/contract-tests/src/readme.test.ts",
];

/** Examples of READMEs, word for word: as strict TypeScript, and printing what they say, from what is installed. */
export function readmeCells(stage: Stage, installation: () => Promise<Installation>): readonly Cell[] {
  const modules = lazily(() => installTools(stage.work, "typescript"));
  return [
    ...["5.9", "7"].flatMap((version) =>
      stage.publishing.packed
        .filter(({ manifest }) => manifest.exports?.["."])
        .map((packed) => ({
          title: `readme: examples of ${packed.name} are right for TypeScript ${version}`,
          run: async () => compile(packed, version, (await installation()).folder, await modules()),
        })),
    ),
    ...tested.map((file) => ({
      title: `readme: ${file} from what is installed`,
      run: async () => {
        const { folder } = await installation();
        const [group, name, ...path] = file.split("/");
        const env = { ...process.env, EXAMPLES_RUN_IN: folder };
        await run("pnpm", ["exec", "vitest", "run", path.join("/")], { cwd: join(stage.copy, `${group}/${name}`), env });
        return undefined;
      },
    })),
  ];
}

async function compile({ name, read }: Packed, version: string, folder: string, modules: string): Promise<string> {
  const examples = [...(await read("README.md")).matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code as string);
  const home = join(folder, `readme-${name.replace(/\W+/g, "-")}-${version}`);
  const compilerOptions = {
    strict: true,
    module: "nodenext",
    target: "es2022",
    lib: ["es2023", "dom", "dom.iterable"],
    types: ["node"],
    noEmit: true,
  };
  writeFiles(home, {
    "tsconfig.json": { compilerOptions, include: ["*.ts"] },
    ...Object.fromEntries(examples.map((code, index) => [`example-${index + 1}.ts`, code])),
  });
  await run(process.execPath, [join(modules, `typescript-${version}`, "bin/tsc"), "-p", "."], { cwd: home });
  return `${examples.length} examples`;
}
