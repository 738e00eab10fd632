import { InvalidInputError } from "@aom-workflow/http";

/**
 * Writes a body as JSON, but nothing that JSON would leave out or turn into `null`.
 *
 * @throws InvalidInputError that names the place: `body.page`
 */
export function bodyText(body: unknown): string | FormData | URLSearchParams {
  // They have no place in JSON. As they are, they are refused like every other text that is not JSON.
  if (isForm(body)) return body;
  const places = new WeakMap<object, string>();
  return JSON.stringify({ body }, function (this: object, key: string, value: unknown) {
    const holder = places.get(this);
    const place = holder === undefined ? key : `${holder}.${key}`;
    if (typeof value === "object" && value !== null) places.set(value, place);
    const odd = oddity(value);
    if (odd !== undefined) throw new InvalidInputError(place, `must not be ${odd}`);
    return value;
  }).slice('{"body":'.length, -1);
}

function isForm(body: unknown): body is FormData | URLSearchParams {
  return ["[object FormData]", "[object URLSearchParams]"].includes(Object.prototype.toString.call(body));
}

function oddity(value: unknown): string | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? undefined : String(value);
  return ["bigint", "function", "symbol"].includes(typeof value) ? `a ${typeof value}` : undefined;
}
