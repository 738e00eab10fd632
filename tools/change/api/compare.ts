/** How the API of a package changed: names that are gone or have another signature, and new ones. */
export interface ApiChange {
  readonly broken: readonly string[];
  readonly added: readonly string[];
}

/** Compares two reports of a package, by entry point and name. */
export function compareSurfaces(before: string, after: string): ApiChange {
  const [old, now] = [namesIn(before), namesIn(after)];
  return {
    broken: [...old]
      .filter(([name, signature]) => now.get(name) !== signature)
      .map(([name]) => (now.has(name) ? `${name} changed` : `${name} is gone`)),
    added: [...now.keys()].filter((name) => !old.has(name)).map((name) => `${name} is new`),
  };
}

function namesIn(report: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  let entry = "";
  for (const line of report.split("\n")) {
    if (line.startsWith("## ")) entry = line.slice("## ".length);
    const [, name, signature] = /^(\w+|default): (.*)$/.exec(line) ?? [];
    if (name !== undefined) names.set(`${entry} ${name}`, signature ?? "");
  }
  return names;
}
