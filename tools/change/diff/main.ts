import { fileURLToPath } from "node:url";
import { contracts } from "../../../spec/contracts.ts";
import { readOptions } from "../../lab/options.ts";
import { compare } from "./compare.ts";
import { baseline } from "./released.ts";

const usage = `pnpm spec:diff [--from COMMIT] [--write | --check]
Prints what the changes of the contracts mean for users, and which version each package needs.

  --from COMMIT  what to compare with; by default the last release, or before the first one the commit where the branch left main
  --write        writes the changesets
  --check        exits with 1 if changesets or info.version are not sufficient`;

const values = readOptions(usage, { from: { type: "string" }, write: { type: "boolean" }, check: { type: "boolean" } });
const root = fileURLToPath(new URL("../../../", import.meta.url));
const from = values.from ?? baseline(root);
if (from === undefined) {
  process.stderr.write("There is neither a release nor a branch main to compare with. Give a commit: --from COMMIT\n");
  process.exitCode = 2;
} else {
  const names = contracts.map(({ name }) => name);
  const { text, problems } = await compare(root, from, names, { write: values.write ?? false });
  process.stdout.write(`${text}\n`);
  const complaints = values.check || values.write ? problems : [];
  if (complaints.length > 0) process.stdout.write(`\n${complaints.join("\n")}\n`);
  process.exitCode = complaints.length === 0 ? 0 : 1;
}
