/**
 * What a page of the vendor says, or what we decided, written by hand and never read from a contract, so that it does not repeat a mistake in
 * the contract. README.md lists where sources disagree.
 */
export interface Fact {
  fact: string;
  says: unknown;
  /**
   * Where the contract states the same: `/` between the steps, `~1` for a `/` within a step, references followed.
   * A word in parentheses after it names a view of the value.
   */
  at: string;
  /** A page, or the file in this repository that has the decision. */
  source: string;
  /** The date of the source. */
  dated: string;
}

/** Where a fact comes from. */
export type Source = Pick<Fact, "source" | "dated">;

/** Our own decisions: undocumented responses, and retries. */
export const decided: Source = { source: "spec/README.md", dated: "2026-11-27" };

/** Facts about components of one kind, by name. */
export function about(kind: keyof typeof viewOf, source: Source, says: Readonly<Record<string, unknown>>): Fact[] {
  return Object.entries(says).map(([name, said]) => ({
    fact: `${kind} ${name}`,
    says: said,
    at: `components/${kind}/${name} (${viewOf[kind]})`,
    ...source,
  }));
}

const viewOf = { schemas: "shape", parameters: "parameter", headers: "parameter", responses: "answer" } as const;

/** Facts about the example bodies of responses. */
export function exampleOf(source: Source, says: Readonly<Record<string, unknown>>): Fact[] {
  return Object.entries(says).map(([name, said]) => ({
    fact: `examples of ${name}`,
    says: said,
    at: `components/responses/${name} (examples)`,
    ...source,
  }));
}

/** Facts that we decided about operations, by method and path. */
export function behaviourOf(says: Readonly<Record<string, unknown>>): Fact[] {
  return Object.entries(says).map(([call, said]) => ({
    fact: `${call}: what we decided`,
    says: said,
    at: `${placeOf(call)} (behaviour)`,
    ...decided,
  }));
}

/** The place of an operation such as `get /v1/things`. */
export function placeOf(call: string): string {
  const [method, path = ""] = call.split(" ");
  return `paths/${step(path)}/${method}`;
}

/** A path, escaped as one step of a place. */
export function step(path: string): string {
  return path.replaceAll("/", "~1");
}
