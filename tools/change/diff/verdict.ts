import { parsed } from "./contract.ts";
import type { Finding } from "./finding.ts";
import { ruleFindings } from "./rules.ts";
import { wireFindings } from "./wire.ts";

/** How a version must change. Before 1.0.0 a breaking change is a minor version, every other change a patch. */
export type Bump = "none" | "patch" | "minor";

/** A change of a contract, as texts. */
export interface Change {
  readonly contract: string;
  readonly before: string;
  readonly after: string;
}

/** What a change of a contract means, and for which packages. */
export interface Verdict {
  readonly bump: Bump;
  readonly findings: readonly Finding[];
  readonly packages: Readonly<Record<string, Bump>>;
}

/** The packages that use a contract, besides the contract itself and its types. */
const users: Readonly<Record<string, readonly string[]>> = {
  aom: ["@aom-workflow/client", "@aom-workflow/plan", "@aom-workflow/mcp", "@aom-workflow/mock", "aom-workflow"],
  iam: ["@aom-workflow/auth", "aom-workflow"],
};

/** The verdict on a change: the worst finding of the wire diff and of our own rules. */
export async function verdictOn({ contract, before, after }: Change): Promise<Verdict> {
  const [old, now] = [parsed(before), parsed(after)];
  // The CLI has a command for each operation of aom; its login commands are its own.
  const hasCommands = contract === "aom";
  const findings = [...(await wireFindings(old, now, hasCommands)), ...ruleFindings(old, now)];
  const bump: Bump = before === after ? "none" : findings.some(({ isBreaking }) => isBreaking) ? "minor" : "patch";
  const affected = bump === "none" ? [] : ["@aom-workflow/openapi", "@aom-workflow/types", ...(users[contract] ?? [])];
  return { bump, findings, packages: Object.fromEntries(affected.map((name) => [name, bump])) };
}

/** The greater of two. */
export function worse(one: Bump = "none", other: Bump = "none"): Bump {
  const order: readonly Bump[] = ["none", "patch", "minor"];
  return order[Math.max(order.indexOf(one), order.indexOf(other))] as Bump;
}
