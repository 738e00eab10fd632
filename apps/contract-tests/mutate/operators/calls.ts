import { changed, dropped, type Json, type Operator, renamed } from "../mutation.ts";

const otherMethod: Record<string, string> = { get: "post", post: "put", put: "post", delete: "post" };

/** Each segment of a path with another word, a slash more, another version. */
export const path: Operator = ({ at, value }) => {
  if (at.length !== 1 || at[0] !== "paths") return [];
  return Object.keys(value as Json).flatMap((template) => [
    ...template.split("/").flatMap((segment, index, segments) =>
      segment === "" || segment.startsWith("{")
        ? []
        : [
            renamed(
              "path",
              [...at, template],
              segments
                .with(
                  index,
                  segment.replace(/\d|$/, (digit) => (digit === "" ? "s" : "9")),
                )
                .join("/"),
            ),
          ],
    ),
    renamed("path", [...at, template], `${template}/`),
    dropped("path", [...at, template]),
  ]);
};

/** Another method, and an operation that nobody documented. */
export const method: Operator = ({ at, value }) => {
  if (at.length !== 2 || at[0] !== "paths") return [];
  const item = value as Json;
  const moved = Object.keys(item).flatMap((name) => {
    const other = otherMethod[name];
    return other === undefined || other in item ? [dropped("method", [...at, name])] : [renamed("method", [...at, name], other)];
  });
  const [first = {}] = Object.values(item) as Json[];
  const more = { ...first, operationId: "Invented", "x-name": "invented", "x-forms": undefined };
  return [...moved, changed("method", [...at, "patch"], "an operation more", JSON.parse(JSON.stringify(more)))];
};

/** Names, places and order of parameters. */
export const parameter: Operator = ({ at, value }) => {
  const [, kind] = at;
  if (at.length === 3 && kind === "parameters") {
    const { name, in: where } = value as { name: string; in: string };
    return [
      changed("parameter", [...at, "name"], `${name} → ${name}s`, `${name}s`),
      changed("parameter", [...at, "name"], "in other case", name.toUpperCase()),
      changed("parameter", [...at, "in"], `${where} → header`, "header"),
      ...("x-scope" in (value as Json) ? [dropped("parameter", [...at, "x-scope"])] : []),
    ];
  }
  if (at.at(-1) !== "parameters" || !Array.isArray(value)) return [];
  const orders = value.length > 1 ? [changed("parameter", at, "in another order", value.toReversed())] : [];
  return [...value.map((_, index) => dropped("parameter", [...at, index])), ...orders];
};

/** Names of operations and of media types, bodies that come or go. */
export const naming: Operator = ({ at, value }) => {
  const key = at.at(-1);
  if (key === "operationId" || key === "x-name") return [changed("name", at, `${value} → ${value}2`, `${value}2`)];
  if (key === "application/json") return [renamed("media type", at, "application/problem+json"), dropped("media type", at)];
  if (key === "requestBody") return [dropped("body", at)];
  return [];
};

/** Another place of the service, no place, another default. */
export const server: Operator = ({ at, value }) => {
  if (at[0] !== "servers") return [];
  if (at.length === 1) {
    const list = value as Json[];
    return [
      ...list.map((_, index) => dropped("server", [...at, index])),
      changed("server", at, "one more", [...list, { url: "https://invented.example" }]),
    ];
  }
  const key = at.at(-1);
  if (key === "url") return [changed("server", at, "another domain", String(value).replace(/myhuaweicloud\.com|\}$/, "$&.example"))];
  if (key === "default") return [changed("server", at, `${value} → cn-south-1`, "cn-south-1")];
  return [];
};

/** Who may call. */
export const security: Operator = ({ at, value }) => {
  if (at.at(-1) === "security" && Array.isArray(value)) {
    return [
      ...value.map((_, index) => dropped("security", [...at, index])),
      dropped("security", at),
      changed("security", at, "nothing is required", [...value, {}]),
    ];
  }
  if (at[1] !== "securitySchemes" || at.length !== 4) return [];
  const key = at.at(-1);
  if (key === "name") return [changed("security", at, `${value} → X-${value}`, `X-${value}`)];
  if (key === "in") return [changed("security", at, "in the query", "query")];
  return [];
};
