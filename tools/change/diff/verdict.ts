import type { ContractName, Finding } from "./finding.ts";
import { parsed } from "./parsed.ts";
import { ruleFindings } from "./rules.ts";
import { type Change, typeFindings } from "./types.ts";
import { wireFindings } from "./wire.ts";

/** How far a version has to move. Before 1.0.0 a change that breaks is a minor one, every other a patch. */
export type Bump = "none" | "patch" | "minor";

/** What a change of a contract means, and for which packages. */
export interface Verdict {
  readonly bump: Bump;
  readonly findings: readonly Finding[];
  readonly packages: Readonly<Record<string, Bump>>;
}

/** The packages that are made from a contract, or speak it. */
const affected: Readonly<Record<ContractName, readonly string[]>> = {
  aom: ["@aom-workflow/openapi", "@aom-workflow/types", "@aom-workflow/client", "@aom-workflow/mock", "aom-workflow"],
  iam: ["@aom-workflow/openapi", "@aom-workflow/types", "@aom-workflow/auth", "aom-workflow"],
};

/** The verdict on each change: the worst of what the wire diff, the compiler and our own rules say. */
export async function verdictsOn(changes: readonly Change[]): Promise<readonly Verdict[]> {
  const [types, wires] = await Promise.all([
    typeFindings(changes),
    Promise.all(changes.map(({ before, after }) => wireFindings(parsed(before), parsed(after)))),
  ]);
  return changes.map(({ contract, before, after }, index) => {
    const findings = [...(wires[index] ?? []), ...(types[index] ?? []), ...ruleFindings(parsed(before), parsed(after))];
    const bump: Bump = before === after ? "none" : findings.some(({ isBreaking }) => isBreaking) ? "minor" : "patch";
    const packages = bump === "none" ? {} : Object.fromEntries(affected[contract].map((name) => [name, bump]));
    return { bump, findings, packages };
  });
}

/** The greater of two. */
export function worse(one: Bump = "none", other: Bump = "none"): Bump {
  const order: readonly Bump[] = ["none", "patch", "minor"];
  return order[Math.max(order.indexOf(one), order.indexOf(other))] as Bump;
}
