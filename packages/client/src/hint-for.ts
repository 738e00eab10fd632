import type { HintSubject } from "@aom-workflow/http";

interface Hint {
  readonly when: (subject: HintSubject) => boolean;
  readonly sentence: string | ((subject: HintSubject) => string);
}

const gateway = (number: string) => (subject: HintSubject) => new RegExp(`^APIGW?\\.${number}$`).test(subject.errorCode ?? "");
const code = (name: string) => (subject: HintSubject) => subject.errorCode === name;
const status = (wanted: number) => (subject: HintSubject) => subject.status === wanted && !/^APIGW?\.(03|06)/.test(subject.errorCode ?? "");

function askForPermission({ permission }: HintSubject): string {
  return permission ? `Ask for the permission ${permission} in this project.` : "Ask for the permission in this project.";
}

/** First match wins. Codes: the documented errors of the operations; what the gateway says in general is known to the engine. */
const table: readonly Hint[] = [
  {
    when: ({ outcome, effect }) => outcome === "unknown" && effect !== "none",
    sentence: "Check whether it was applied before you try again.",
  },
  { when: ({ outcome }) => outcome === "unknown", sentence: "Try again later." },
  {
    when: gateway("0101"),
    sentence: "Check the endpoint: the workflow function is open in cn-north-4, cn-east-3, cn-east-2 and cn-south-1 only.",
  },
  { when: gateway("0302"), sentence: askForPermission },
  {
    when: code("AOM.31001418"),
    sentence:
      "Look at the state of the execution: restart and skip require a failed node, continue a pause node, stop one that has not ended.",
  },
  { when: code("AOM.31001302"), sentence: "Check the filters and the order of the list." },
  { when: code("AOM.31001306"), sentence: "Check the workflow id and the execution id, and that they belong to this project and region." },
  { when: code("AOM.31001403"), sentence: "Check the ids; the node id is the node's `id`, not its name." },
  { when: status(403), sentence: askForPermission },
  { when: status(401), sentence: "Check the token or the keys, and that they are for this project." },
  { when: status(429), sentence: "Too many calls were made at a time, by this program or others." },
  { when: status(494), sentence: "The token is too long for the gateway: get one without the catalog." },
];

/** One sentence on what to do next about a failure of AOM, if something is known to help. */
export function hintFor(subject: HintSubject): string | undefined {
  const sentence = table.find(({ when }) => when(subject))?.sentence;
  return typeof sentence === "function" ? sentence(subject) : sentence;
}
