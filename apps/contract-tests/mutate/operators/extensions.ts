import { changed, dropped, type Json, type Operator } from "../mutation.ts";

const effects = ["none", "idempotent", "once"];

/** What we add to OpenAPI: effect, retries, success, forms, permission, life cycle. */
export const extension: Operator = ({ at, value }) => {
  if (at[0] !== "paths") return [];
  const key = at[3];
  if (at.length === 4) {
    if (key === "x-effect")
      return [
        ...effects.filter((it) => it !== value).map((it) => changed("x-effect", at, `${value} → ${it}`, it)),
        dropped("x-effect", at),
      ];
    if (key === "x-permission")
      return [changed("x-permission", at, "another", String(value).replace(/\w+$/, "delete")), dropped("x-permission", at)];
    if (key === "x-success" || key === "x-forms" || key === "x-retry" || key === "x-lifecycle") return [dropped(String(key), at)];
    return [];
  }
  if (key === "x-retry") return retry(at, value);
  if (key === "x-success" && at.length === 5)
    return [changed("x-success", at, "another word", value === "any" ? ["started"] : "any"), dropped("x-success", at)];
  if (key === "x-forms" && at.length === 5) return [dropped("x-forms", at)];
  if (key === "x-forms" && at.at(-2) === "fixed") return [changed("x-forms", at, `${value} → ${other(value)}`, other(value))];
  if (key === "x-lifecycle" && at.at(-1) === "stage")
    return [changed("x-lifecycle", at, "another stage", value === "current" ? "historical" : "current")];
  return [];
};

const retry: (at: readonly (string | number)[], value: unknown) => ReturnType<Operator> = (at, value) => {
  if (typeof value === "number") return [changed("x-retry", at, `${value} → ${value + 1}`, value + 1)];
  if (at.at(-1) !== "on") return [];
  const reasons = value as string[];
  const more = reasons.includes("timeout") ? [] : [changed("x-retry", at, "timeout as well", [...reasons, "timeout"])];
  return [...reasons.map((_, index) => dropped("x-retry", [...at, index])), ...more];
};

function other(action: unknown): string {
  return action === "restart" ? "skip" : "restart";
}

/** Parts of a contract that nothing refers to, taken away or added. */
export const component: Operator = ({ at, value }) => {
  if (at[0] !== "components" || at.length !== 2) return [];
  const names = Object.keys(value as Json);
  const [first] = Object.values(value as Json);
  return [...names.map((name) => dropped("component", [...at, name])), changed("component", [...at, "Invented"], "one more", first)];
};
