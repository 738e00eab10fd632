import { environment } from "../surface/environment.ts";
import { exitCodes } from "../surface/exit-codes.ts";

const topics: Readonly<Record<string, Readonly<Record<string, string>>>> = { "exit-codes": exitCodes, environment };

/** What can be asked of `help` besides commands. */
export const topicNames = Object.keys(topics);

/** The text of a topic, a line for each entry; nothing where there is no such topic. */
export function helpTopic(name: string | undefined): string | undefined {
  if (name === undefined || !Object.hasOwn(topics, name)) return undefined;
  const entries = Object.entries(topics[name] ?? {});
  const width = Math.max(...entries.map(([term]) => term.length));
  return entries.map(([term, meaning]) => `${term.padEnd(width)}  ${meaning}`).join("\n");
}
