import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { contracts } from "../../../spec/contracts.ts";
import { compare } from "./compare.ts";
import { lastRelease } from "./released.ts";

/**
 * Says what the changes of the contracts mean for users, and which version each package needs. `--from` names a commit to compare with,
 * by default that of the last release; `--write` writes the changesets; `--check` ends with 1 where changesets or `info.version` fall short.
 */
const { values } = parseArgs({ options: { from: { type: "string" }, write: { type: "boolean" }, check: { type: "boolean" } } });
const root = fileURLToPath(new URL("../../../", import.meta.url));
const from = values.from ?? lastRelease(root);
if (from === undefined) {
  process.stdout.write("Nothing has been released yet, so there is nothing to compare with. Name a commit: pnpm spec:diff --from main\n");
} else {
  const names = contracts.map(({ name }) => name);
  const { text, problems } = await compare(root, from, names, { write: values.write ?? false });
  process.stdout.write(`${text}\n`);
  const complaints = values.check || values.write ? problems : [];
  if (complaints.length > 0) process.stdout.write(`\n${complaints.join("\n")}\n`);
  process.exitCode = complaints.length === 0 ? 0 : 1;
}
