import fc from "fast-check";
import { expect, it } from "vitest";
import { redactorFor } from "./redact.ts";

const secretText = fc.stringMatching(/^[A-Za-z0-9+/=_.-]{24,80}$/);
/** How a server may quote a secret. */
const quotations: Record<string, (secret: string) => string> = {
  whole: (secret) => secret,
  "its beginning": (secret) => secret.slice(0, 20),
  "more of its beginning": (secret) => `${secret.slice(0, 23)}…`,
  "in capitals": (secret) => secret.toUpperCase(),
  "in small letters": (secret) => secret.toLowerCase(),
  "percent-encoded": encodeURIComponent,
  "in the escapes of HTML": (secret) => secret.replace(/[+/=]/g, (sign) => `&#x${sign.charCodeAt(0).toString(16).toUpperCase()};`),
  "in decimal escapes of HTML": (secret) => secret.replace(/[A-M_.]/g, (sign) => `&#${sign.charCodeAt(0)};`),
  "in escapes of HTML that are escaped": (secret) => secret.replaceAll("/", "&amp;#47;").replaceAll("=", "&amp;#61;"),
  "in base64": (secret) => btoa(secret),
  "in JSON with escapes": (secret) => secret.replaceAll("/", "\\/").replaceAll("=", "\\u003d"),
};
/** Places in what came back. */
const places: Record<string, (quotation: string, redactor: ReturnType<typeof redactorFor>) => unknown> = {
  "a text": (text, redactor) => redactor.text(`<p>${text}</p>`),
  "a value of JSON": (text, redactor) => redactor.parse(`{"a":[{"b":"${text}"}]}`),
  "a name of JSON": (text, redactor) => redactor.parse(`{"a":{"${text}":1}}`),
  "a nested cause": (text, redactor) => shown(redactor.cause(new Error("x", { cause: new Error("y", { cause: { message: text } }) }))),
  "an aggregate error": (text, redactor) => shown(redactor.cause(new AggregateError([new Error(text)], "several"))),
  "headers of a thrown object": (text, redactor) => shown(redactor.cause({ message: "no", headers: { authorization: text } })),
};

function shown(thrown: unknown): string {
  const { message, stack, cause, errors, ...rest } = Object(thrown) as Record<string, unknown>;
  const inner = [cause, ...((errors as unknown[] | undefined) ?? [])].filter((it) => it !== undefined);
  return [message, stack, JSON.stringify(rest), ...inner.map(shown)].join("\n");
}

for (const [how, quote] of Object.entries(quotations)) {
  for (const [where, place] of Object.entries(places)) {
    it(`a secret that is quoted ${how} in ${where} is taken out`, () => {
      fc.assert(
        fc.property(secretText, (secret) => {
          const redactor = redactorFor({ "x-auth-token": secret });
          const text = JSON.stringify(place(quote(secret), redactor));
          // What is not an error is left out of a cause as a whole.
          if (where !== "headers of a thrown object") expect(text).toContain("[redacted]");
          for (const form of [secret, secret.toUpperCase(), secret.toLowerCase(), btoa(secret), encodeURIComponent(secret)])
            expect(text).not.toContain(form.slice(0, 20));
        }),
        { numRuns: 50 },
      );
    });
  }
}

it("other text stays as it is", () => {
  const redactor = redactorFor({ "x-auth-token": "MIIabcdefghijklmnopqrstuvwxyz" });
  const text = '{"message":"MIIabcdefghijklmno is only the beginning, and 100% =/+ fine"}';
  expect(redactor.text(text)).toBe(text);
  expect(redactor.parse(text)).toEqual(JSON.parse(text));
});
