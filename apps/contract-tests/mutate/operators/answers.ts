import { changed, dropped, type Json, type Mutation, type Operator, renamed } from "../mutation.ts";

/** Statuses dropped, moved, added, and each with the answer of its neighbour. */
export const status: Operator = ({ at, value }) => {
  if (at.at(-1) !== "responses" || at[0] !== "paths") return [];
  const answers = value as Record<string, unknown>;
  const statuses = Object.keys(answers);
  const swapped = statuses.slice(1).map((one, index): Mutation => {
    const other = statuses[index] as string;
    return {
      kind: "status",
      at: [...at, one],
      what: `exchanged with ${other}`,
      apply(document) {
        const here = at.reduce<unknown>((node, key) => (node as Json)[key], document) as Json;
        [here[one], here[other]] = [here[other], here[one]];
      },
    };
  });
  return [
    ...statuses.flatMap((it) => [dropped("status", [...at, it]), renamed("status", [...at, it], String(Number(it) + 5))]),
    ...swapped,
    changed("status", [...at, "418"], "a status more", answers["400"]),
  ];
};

/** Headers of answers, and whether the vendor documents the answer. */
export const answer: Operator = ({ at, value }) => {
  if (at[1] !== "responses" || at.length !== 3) return [];
  const { headers = {}, "x-undocumented": undocumented } = value as { headers?: Json; "x-undocumented"?: unknown };
  return [
    ...Object.keys(headers).flatMap((name) => [
      dropped("header", [...at, "headers", name]),
      renamed("header", [...at, "headers", name], `X-${name}`),
    ]),
    undocumented === undefined
      ? changed("undocumented", [...at, "x-undocumented"], "said to be undocumented", { evidence: "None." })
      : dropped("undocumented", [...at, "x-undocumented"]),
  ];
};

/** Examples dropped; codes, words and types in them. */
export const example: Operator = ({ at, value }) => {
  if (at[1] !== "responses" || !at.includes("examples")) return [];
  const key = at.at(-1);
  if (at.at(-2) === "examples") return [dropped("example", at)];
  if (key === "error_code" || (key === "code" && at.includes("error"))) {
    return [changed("example", at, `${value} → another`, typeof value === "number" ? value + 1 : `${String(value).slice(0, -1)}9`)];
  }
  if (key === "http_code" || key === "htp_code") {
    return [changed("example", at, "the other type", typeof value === "number" ? String(value) : Number(value))];
  }
  if (key === "error_msg" || key === "error_message" || key === "message") {
    return [
      changed("example", at, "other words", `${value}!`),
      renamed("example", at, key === "error_msg" ? "error_message" : "error_msg"),
    ];
  }
  if (key === "result" || key === "status") return [changed("example", at, `${value} → done`, "done")];
  return [];
};

/** Prose that says the opposite of what became of the request. */
export const prose: Operator = ({ at, value }) => {
  if (at[1] !== "responses" || at.length !== 4 || at.at(-1) !== "description") return [];
  const text = String(value);
  const opposite = /Nothing was done|nothing was done/.test(text)
    ? text.replace(/[Nn]othing was done/, "It may have been applied")
    : text.replace(/may have been applied/, "was not applied, nothing was done");
  return opposite === text ? [] : [changed("prose", at, "says the opposite", opposite)];
};
