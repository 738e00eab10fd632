/**
 * What a page of the vendor says, or what we decided, written down by hand and never read from a contract: a slip in the contract meets
 * something that does not follow it. README.md says where sources disagree.
 */
export interface Fact {
  fact: string;
  says: unknown;
  /**
   * Where the contract states the same: `/` between the steps, `~1` for a `/` within a step, references followed.
   * A word in parentheses behind it names a view of what is there.
   */
  at: string;
  /** A page, or the file of this repository that has the decision. */
  source: string;
  /** The date that the source bears. */
  dated: string;
}

/** Where a fact comes from. */
export type Source = Pick<Fact, "source" | "dated">;

/** Our own decisions: what is not documented, how requests are sent again. */
export const decided: Source = { source: "spec/README.md", dated: "2026-11-27" };

/** Facts of one kind, by the names of the components that they are about. */
export function about(kind: keyof typeof viewOf, source: Source, says: Readonly<Record<string, unknown>>): Fact[] {
  return Object.entries(says).map(([name, said]) => ({
    fact: `${kind} ${name}`,
    says: said,
    at: `components/${kind}/${name} (${viewOf[kind]})`,
    ...source,
  }));
}

const viewOf = { schemas: "shape", parameters: "parameter", headers: "parameter", responses: "answer" } as const;

/** Facts of the bodies that answers give as examples. */
export function exampleOf(source: Source, says: Readonly<Record<string, unknown>>): Fact[] {
  return Object.entries(says).map(([name, said]) => ({
    fact: `examples of ${name}`,
    says: said,
    at: `components/responses/${name} (examples)`,
    ...source,
  }));
}

/** Facts of what we decided of operations, by method and path. */
export function behaviourOf(says: Readonly<Record<string, unknown>>): Fact[] {
  return Object.entries(says).map(([call, said]) => ({
    fact: `${call}: what we decided`,
    says: said,
    at: `${placeOf(call)} (behaviour)`,
    ...decided,
  }));
}

/** Where an operation is: `get /v1/things`. */
export function placeOf(call: string): string {
  const [method, path = ""] = call.split(" ");
  return `paths/${step(path)}/${method}`;
}

/** A path as a step of a place. */
export function step(path: string): string {
  return path.replaceAll("/", "~1");
}
