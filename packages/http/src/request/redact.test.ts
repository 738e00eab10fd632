import { inspect } from "node:util";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { credentialsIn, isSecretHeader, redactHeaders, redactorFor } from "./redact.ts";

const token = "tok/en+1";
const headers = {
  "x-auth-token": token,
  "x-security-token": "sec-urity",
  authorization: "SDK-HMAC-SHA256 Access=AK, SignedHeaders=host, Signature=abc12345",
  accept: "application/json",
};
const redactor = redactorFor(headers);

/** Everything of a value that a log could show. */
const shown = (value: unknown) => inspect(value, { depth: 20, showHidden: true }) + (value as Error).stack + (value as Error).message;

describe("a text that came back", () => {
  it("has every secret of the request taken out of it, be it quoted whole or in part", () => {
    const echoed = `POST|/v1|x-security-token:sec-urity|${token}|${token}|Signature=abc12345|AK`;
    expect(redactor.text(echoed)).toBe("POST|/v1|x-security-token:[redacted]|[redacted]|[redacted]|Signature=[redacted]|AK");
  });

  it("has a signature taken out of it that comes without its header", () => {
    const signature = "0f".repeat(32);
    const signed = redactorFor({ authorization: `SDK-HMAC-SHA256 Access=AK, SignedHeaders=host, Signature=${signature}` });
    expect(signed.text(`expected ${signature}, got another`)).toBe("expected [redacted], got another");
  });

  it("has a secret of eight characters taken out of it, and keeps a backslash that hides none", () => {
    expect(redactorFor({ "x-auth-token": "12345678" }).text("a 12345678")).toBe("a [redacted]");
    expect(redactor.text(String.raw`C:\new`)).toBe(String.raw`C:\new`);
  });

  it("keeps the escapes of a quotation that hides no secret", () => {
    expect(redactor.text(String.raw`{\"error_msg\":\"bad\"}`)).toBe(String.raw`{\"error_msg\":\"bad\"}`);
  });

  it("stays readable if a secret cannot be percent-encoded, being half of a pair", () => {
    expect(redactorFor({}, ["\ud800secret"]).text("undefined")).toBe("undefined");
  });

  it("loses the whole of a percent-encoded secret, after any text", () => {
    const long = "a/b+c/d+e/f+g/h+i/j+k/l+m/n";
    const text = `${" ".repeat(60)}${encodeURIComponent(long)} end`;
    expect(redactorFor({ "x-auth-token": long }).text(text).trim()).toBe("[redacted] end");
  });

  it("stays readable if a header is too short to be a secret", () => {
    expect(redactorFor({ "x-auth-token": "a" }).text("a cat")).toBe("a cat");
    expect(redactorFor({ "x-auth-token": "abc" }).text("abc")).toBe("abc");
  });

  it("loses a secret of four to seven characters if it is a word, and keeps longer words", () => {
    const short = redactorFor({ "x-auth-token": "s3+t" });
    expect(short.text("bad s3+t, s3+ts s3+t-1 'S3+T' \"s3+t\"")).toBe("bad [redacted], s3+ts s3+t-1 'S3+T' \"[redacted]\"");
    expect(redactorFor({ "x-auth-token": "1234567" }).text("1234567 12345678")).toBe("[redacted] 12345678");
  });

  it("has passwords taken out of it that HTML has escaped", () => {
    expect(redactorFor({}, [`p&"'<>w`]).text("<p>p&amp;&quot;&#39;&lt;&gt;w</p>")).toBe("<p>[redacted]</p>");
    expect(redactor.text("a &amp; b &unknown; &#99999999;")).toBe("a &amp; b &unknown; &#99999999;");
  });

  it("loses the credentials without their scheme", () => {
    expect(redactorFor({ authorization: "Bearer abcdefgh12" }).text("bad abcdefgh12")).toBe("bad [redacted]");
  });

  it.each(["x-api-key", "apikey", "private-token", "x-amz-credential", "x-vault-session", "x-password"])(
    "has the secret of a header taken out of it that is called %s",
    (name) => {
      expect(redactorFor({ [name]: "abcdefgh12" }).text("bad abcdefgh12")).toBe("bad [redacted]");
    },
  );

  it("loses the secret headers of an authentication function under any name, but not the others", () => {
    const before = { accept: "application/json", "x-kept": "abcdefgh12" };
    const headers = { ...before, "x-tenant": "my-0wn-secret", "x-sdk-date": "20260101T000000Z", "x-project-id": "p".repeat(32) };
    expect(credentialsIn(headers, before)).toEqual(["x-tenant"]);
    expect(credentialsIn({ accept: "other" }, before)).toEqual([]);
    const own = redactorFor(headers, [], credentialsIn(headers, before));
    expect(own.text(`my-0wn-secret 20260101T000000Z ${"p".repeat(32)} abcdefgh12`)).toBe(
      `[redacted] 20260101T000000Z ${"p".repeat(32)} abcdefgh12`,
    );
    expect(redactHeaders(headers, ["x-tenant"])).toEqual({ ...headers, "x-tenant": "[redacted]" });
  });

  it("has further texts taken out of it, such as a password in the body, however short they are", () => {
    expect(redactorFor({}, ["pw", ""]).text("pw was wrong")).toBe("[redacted] was wrong");
  });
});

describe("JSON that came back", () => {
  it("is read as it is if it quotes nothing", () => {
    expect(redactor.parse('{"a":[1,null,true,"x"],"__proto__":{"b":1}}')).toEqual(
      JSON.parse('{"a":[1,null,true,"x"],"__proto__":{"b":1}}'),
    );
  });

  it.each([
    ["as it is", JSON.stringify({ error_msg: `bad ${token}` })],
    ["with an escaped slash", `{"error_msg":"bad tok\\/en+1"}`],
    ["in hexadecimal escapes", `{"error_msg":"bad \\u0074\\u006fk/en+1"}`],
    ["deep inside", JSON.stringify({ a: [{ b: [token] }] })],
    ["as a name", JSON.stringify({ [token]: 1 })],
  ])("has a secret taken out that is quoted %s", (_, json) => {
    expect(shown(redactor.parse(json))).not.toContain(token);
    expect(shown(redactor.parse(json))).toContain("[redacted]");
  });

  it("keeps its structure around a secret: lists are lists, and numbers are numbers", () => {
    const json = JSON.stringify({ list: [1, null, true, `a ${token}`], count: 7 });
    expect(redactor.parse(json)).toEqual({ list: [1, null, true, "a [redacted]"], count: 7 });
  });

  it("never shows a secret, wherever it is in whichever JSON", () => {
    const withSecret = fc.string().map((text) => `${text}${token}`);
    fc.assert(
      fc.property(fc.object({ values: [withSecret, fc.integer(), fc.constant(null)], key: withSecret, maxDepth: 4 }), (value) => {
        expect(JSON.stringify(redactor.parse(JSON.stringify(value)))).not.toContain(token);
      }),
    );
  });

  it("keeps a short secret in data, in which it may be any word, and loses it in an error", () => {
    const short = redactorFor({ "x-auth-token": "test" });
    const json = '{"name":"test plan"}';
    expect(short.parse(json)).toEqual({ name: "test plan" });
    expect(short.parse(json, true)).toEqual({ name: "[redacted] plan" });
  });

  it("fails on invalid JSON, as JSON.parse does", () => {
    expect(() => redactor.parse("<html>")).toThrow(SyntaxError);
  });
});

describe("headers that are shown", () => {
  it("have their secrets hidden, with names in any case", () => {
    expect(redactHeaders(headers)).toEqual({
      "x-auth-token": "[redacted]",
      "x-security-token": "[redacted]",
      authorization: "[redacted]",
      accept: "application/json",
    });
    expect(["X-Auth-Token", "Cookie", "x-subject-token", "Proxy-Authorization"].every(isSecretHeader)).toBe(true);
    expect(["accept", "x-sdk-date", "x-project-id", "www-authenticate", "author", "authority"].some(isSecretHeader)).toBe(false);
  });
});

describe("a caught error", () => {
  it("is kept as it is if it quotes no secret, with its class and its fields", () => {
    const cause = new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code: "ECONNRESET" }) });
    expect(redactor.cause(cause)).toBe(cause);
    for (const thrown of [undefined, null, 7, "text", true]) expect(redactor.cause(thrown)).toBe(thrown);
  });

  it("is copied without the secret if it quotes one, at any depth, with its codes", () => {
    const inner = Object.assign(new Error(`invalid header ${token}`), { code: "ERR_INVALID_CHAR", header: token });
    const clean = redactor.cause(new TypeError("fetch failed", { cause: inner }));
    expect(shown(clean)).not.toContain(token);
    expect(clean).toMatchObject({ name: "TypeError", message: "fetch failed", cause: { code: "ERR_INVALID_CHAR" } });
  });

  it("is kept with a symbol among its properties, which no secret can be in", () => {
    const cause = Object.assign(new Error("x"), { [Symbol("kind")]: "socket" });
    expect(redactor.cause(cause)).toBe(cause);
  });

  it("is dropped if it is neither a text nor an error", () => {
    expect(redactor.cause(() => token)).toBeUndefined();
    expect(redactor.cause({ detail: token })).toBeUndefined();
  });

  it("that cannot be read says so in its place", () => {
    const hostile = Object.defineProperty(new Error("x"), "message", {
      get() {
        throw new Error(token);
      },
    });
    expect(redactor.cause(hostile)).toEqual(new Error("The cause could not be read."));
  });

  it("has no cause in its copy if it had none", () => {
    expect("cause" in (redactor.cause(new Error(token)) as Error)).toBe(false);
  });

  it.each<[string, (inner: unknown) => Error, (error: Error) => unknown]>([
    ["causes", (cause) => new Error(token, { cause }), ({ cause }) => cause],
    ["lists of errors", (inner) => new AggregateError([inner], token), (error) => (error as AggregateError).errors[0]],
  ])("is read eight levels deep through %s, and no deeper", (_, wrap, unwrap) => {
    let error: unknown = new Error(token);
    for (let level = 0; level < 12; level++) error = wrap(error);
    let copy: unknown = redactor.cause(error);
    for (let level = 0; level < 8; level++) copy = unwrap(copy as Error);
    expect(copy).toMatchObject({ message: "[redacted]" });
    expect(unwrap(copy as Error)).toBeUndefined();
  });

  it.each<[string, unknown]>([
    ["a text", `bad ${token}`],
    ["an object", { detail: token }],
    ["an object with a message", { message: token, code: token }],
    ["one of several errors", new AggregateError([new Error("fine"), new Error(token)], "all failed")],
    ["an error of another realm", runInNewContext("new TypeError(text, { cause: new Error(text) })", { text: token })],
    ["a property with a symbol", Object.assign(new Error("x"), { [Symbol("request")]: { token } })],
    ["the name of a property", Object.assign(new Error("x"), { [token]: 1 })],
    ["a list", [token]],
    [
      "a getter of a class",
      new (class extends Error {
        override get message() {
          return `bad ${token}`;
        }
      })(),
    ],
  ])("shows no secret that was in %s", (_, cause) => {
    expect(shown({ cause: redactor.cause(cause) })).not.toContain(token);
    expect(String((redactor.cause(cause) as Error | undefined)?.message)).not.toContain(token);
  });

  it("ends on causes in a circle", () => {
    const error = new Error(token);
    error.cause = error;
    expect(shown(redactor.cause(error))).not.toContain(token);
  });

  it("is read quickly even when everything in it leads to everything else, as in the errors of HTTP libraries", () => {
    const parts: Record<string, unknown>[] = Array.from({ length: 30 }, () => ({}));
    for (const part of parts) for (const [index, other] of parts.entries()) part[`to${index}`] = other;
    const start = performance.now();
    redactor.cause(Object.assign(new Error("x"), { request: parts[0] }));
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it.each<[string, unknown]>([
    [
      "a getter that throws",
      {
        get message() {
          throw new Error(token);
        },
      },
    ],
    [
      "a proxy that throws",
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error(token);
          },
          get: () => {
            throw new Error(token);
          },
        },
      ),
    ],
    ["a function", () => token],
    ["a name that is not a string", Object.assign(new Error(token), { name: Object.create(null) })],
  ])("never stops a call by being %s", (_, cause) => {
    expect(inspect(redactor.cause(cause), { showHidden: true })).not.toContain(token);
  });
});
