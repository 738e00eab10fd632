/** One command of the README, with what is shown below it. */
export interface Session {
  readonly argv: readonly string[];
  /** What was exported before. */
  readonly env: Readonly<Record<string, string>>;
  readonly output: string;
}

/** The commands that a README shows. None of them needs the service. */
export function sessionsIn(readme: string): readonly Session[] {
  const blocks = [...readme.matchAll(/```console\n(.*?)```/gs)];
  return blocks.flatMap(([, block]) => commandsIn(block ?? ""));
}

function commandsIn(block: string): readonly Session[] {
  const env: Record<string, string> = {};
  return block.split(/^\$ /m).flatMap((entry) => {
    const [line = "", ...output] = entry.split("\n");
    const [, name, value] = line.match(/^export (\w+)=(.*)$/) ?? [];
    if (name) env[name] = value ?? "";
    if (!line.startsWith("aom-workflow ")) return [];
    return [{ argv: line.split(" ").slice(1), env: { ...env }, output: output.join("\n") }];
  });
}

/** The same at any time of day. */
export function atAnyTime(text: string): string {
  return text.replaceAll(/20\d\d-[\d-]+T[\d:.]+Z/g, "TIME").replaceAll(/(aom-workflow-client\/)\d\S+/g, "$1VERSION");
}
