import { wrap } from "../output/text/wrap.ts";
import { credentialSources } from "../surface/credential-sources.ts";
import { environment } from "../surface/environment.ts";
import { exitCodes } from "../surface/exit-codes.ts";
import { globalOptions, helpOption } from "../surface/global-options.ts";
import { settings } from "../surface/settings.ts";
import { type Item, listed } from "./layout.ts";
import { itemOf } from "./option-item.ts";

interface Topic {
  readonly about: string;
  readonly items: () => readonly Item[];
}

const topics: Readonly<Record<string, Topic>> = {
  options: {
    about: "Every command takes these.",
    items: () => [...globalOptions, helpOption].map(itemOf),
  },
  credentials: {
    about: "One of these is enough; the first that exists is used.",
    items: () => Object.entries(credentialSources),
  },
  settings: {
    about: "Key in a profile, flag and variable. The first wins: flag, profile that --profile names, variable, another profile.",
    items: () => Object.entries(settings).map(([name, { flag }]) => [name, `--${flag.name}, ${flag.variable}`]),
  },
  environment: {
    about: "A flag wins over its variable.",
    items: () => Object.entries(environment),
  },
  "exit-codes": {
    about: "What each exit code stands for, and what leads to it.",
    items: () =>
      Object.entries(exitCodes).map(([code, { meaning, causes }]) => [
        code,
        [meaning, ...causes.map(({ what }) => `- ${what}`)].join("\n"),
      ]),
  },
};

/** What can be asked of `help` besides commands. */
export const topicNames = Object.keys(topics);

/** The text of a topic, a line for each entry; nothing where there is no such topic. */
export function helpTopic(name: string | undefined, width: number): string | undefined {
  const topic = name !== undefined && Object.hasOwn(topics, name) ? topics[name] : undefined;
  return topic && `${wrap(topic.about, width)}\n\n${listed(topic.items(), width)}`;
}
