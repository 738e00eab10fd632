import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { redactorFor } from "./redact.ts";

type Write = (secret: string) => string;

const ofEach =
  (write: (code: number, character: string) => string): Write =>
  (secret) =>
    secret.replace(/[^A-Za-z0-9]/g, (character) => write(character.charCodeAt(0), character));
const hex = (code: number) => code.toString(16);
const named: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "/": "&sol;",
  "+": "&plus;",
  "=": "&equals;",
};
const fold = (width: number, by: string, text: string) => text.replace(new RegExp(`.{${width}}(?=.)`, "g"), `$&${by}`);

/** How what is between a program and a service writes a text. */
const encodings: Readonly<Record<string, Write>> = {
  "as it is": (secret) => secret,
  "in an address": encodeURIComponent,
  "in an address, in small letters": (secret) => encodeURIComponent(secret).toLowerCase(),
  "in an address, in capitals": (secret) => encodeURIComponent(secret.toUpperCase()),
  "in an address, twice": (secret) => encodeURIComponent(encodeURIComponent(secret)),
  "in a form": (secret) => new URLSearchParams({ a: secret }).toString().slice(2),
  "with each octet encoded": (secret) => [...Buffer.from(secret)].map((octet) => `%${hex(octet)}`).join(""),
  "read as a form": (secret) => secret.replaceAll("+", " "),
  "in HTML": ofEach((code) => `&#x${hex(code).toUpperCase()};`),
  "in decimal numbers of HTML": ofEach((code) => `&#${code};`),
  "in the names of HTML": ofEach((_, character) => named[character] ?? character),
  "in HTML, twice": ofEach((code) => `&amp;#${code};`),
  "in JSON": ofEach((code) => `\\u${hex(code).padStart(4, "0")}`),
  "in JSON with escaped slashes": (secret) => secret.replaceAll("/", "\\/"),
  "in JavaScript": ofEach((code) => `\\x${hex(code).padStart(2, "0")}`),
  "in base64": (secret) => Buffer.from(secret).toString("base64"),
  "in base64 behind a user": (secret) => Buffer.from(`user:${secret}`).toString("base64"),
  "in base64 behind another user": (secret) => Buffer.from(`admin:${secret}`).toString("base64"),
  "in base64 of addresses": (secret) => Buffer.from(`me:${secret}`).toString("base64url"),
  "in base64 on several lines": (secret) => fold(76, "\r\n", Buffer.from(secret).toString("base64")),
  "in hexadecimal digits": (secret) => Buffer.from(secret).toString("hex"),
  "in hexadecimal digits, in capitals": (secret) => Buffer.from(secret).toString("hex").toUpperCase(),
  "on several lines": (secret) => fold(76, "\n", secret),
  "on several indented lines": (secret) => fold(64, "\r\n  ", secret),
  "with escaped line breaks": (secret) => fold(76, "\\n", secret),
};

/** What of a secret is quoted, of one that is longer than a part of it. */
const quotations: Readonly<Record<string, Write>> = {
  whole: (secret) => secret,
  "its beginning": (secret) => secret.slice(0, Math.max(24, secret.length / 2)),
  "its end": (secret) => secret.slice(-Math.max(48, secret.length / 2)),
};

/** As tokens are, of every length, and with a sign of base64 at each of the places after the first. */
const tokens = Array.from({ length: 20 }, (_, number) => {
  const random = randomBytes(72 + ((number * 97) % 1428)).toString("base64");
  return `M${random.slice(0, number)}${number % 2 ? "/" : "+"}${random.slice(number)}`;
});

const passwords = ["CorrectHorseBattery&Staple9", "p+ss/word=with&odd characters!", "hunter2!x", "Ab1+/x=9"];

/** Is there a stretch of it that would reveal some of the secret? */
function shows(text: string, quoted: string): boolean {
  for (let at = 0; at + 12 <= quoted.length; at++) if (text.includes(quoted.slice(at, at + 12))) return true;
  return quoted.length < 12 && text.includes(quoted);
}

for (const [how, write] of Object.entries(encodings)) {
  it.each(Object.entries(quotations))(`a token that a server quotes ${how} is taken out: %s`, (_, part) => {
    for (const token of tokens) {
      const quoted = write(part(token));
      for (const redactor of [redactorFor({ "x-auth-token": token }), redactorFor({}, [token])]) {
        expect(shows(redactor.text(`bad ${quoted} end`), quoted), token).toBe(false);
        expect(shows(JSON.stringify(redactor.parse(JSON.stringify({ error_msg: `bad ${quoted}` }), true)), quoted), token).toBe(false);
      }
    }
  });

  it.each(passwords)(`a password that a server quotes ${how} is taken out: %s`, (password) => {
    const quoted = write(password);
    expect(redactorFor({}, [password]).text(`bad ${quoted}, end`)).toBe("bad [redacted], end");
  });
}

it("a secret of seven characters is taken out in capitals as well", () => {
  const redactor = redactorFor({ "x-auth-token": "ab1+/xy" });
  expect(redactor.text("bad AB1+/XY, %41b1%2B%2fxy, ab1+&#x2f;xy.")).toBe("bad [redacted], [redacted], [redacted].");
});

it.each(["pw4!", "pass5", "pAss+6", "s3cr&t7"])("a password of few characters is taken out in another case and encoded: %s", (password) => {
  const redactor = redactorFor({}, [password]);
  const said = [password.toUpperCase(), Buffer.from(password).toString("hex"), encodeURIComponent(password)];
  if (password.length >= 6) said.push(Buffer.from(password).toString("base64"), Buffer.from(`me:${password}`).toString("base64"));
  for (const quoted of said) expect(redactor.text(`bad ${quoted}, end`), quoted).toBe("bad [redacted], end");
});

it.each(["t3st", "tests", "pAss+6", "s3cr&t7"])("a token of few characters is taken out encoded, and other words stay: %s", (token) => {
  const redactor = redactorFor({ "x-auth-token": token });
  const said = [Buffer.from(token).toString("hex")];
  if (token.length >= 6) said.push(Buffer.from(token).toString("base64"));
  for (const quoted of said) expect(redactor.text(`bad ${quoted}, end`), quoted).toBe("bad [redacted], end");
  const words = "The test of 0123456789abcdef0123456789abcdef and its tests-1 passed: dGVzdGluZw==";
  expect(redactor.text(words.replace(token, ""))).toBe(words.replace(token, ""));
});

it("the end of a token is removed from data as well, where short secrets stay", () => {
  const token = randomBytes(90).toString("base64");
  const data = { name: "test", note: `…${token.slice(-30)}`, description: `${token.slice(40, 70)}` };
  expect(redactorFor({ "x-auth-token": token, "x-security-token": "test" }).parse(JSON.stringify(data))).toEqual({
    ...data,
    note: "…[redacted]",
  });
});

it("the text around a secret stays as it was", () => {
  const redactor = redactorFor({ "x-auth-token": "MIIDkgYJKoZIhvcNAQcC/oIIDgzCCA38=" });
  const text = "100%25 &amp; C:\\new %2FMIIDkgYJKoZIhvcNAQcC%2FoIIDgzCCA38%3D&lt;b&gt;";
  expect(redactor.text(text)).toBe("100%25 &amp; C:\\new %2F[redacted]&lt;b&gt;");
});
