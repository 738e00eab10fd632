import { describe, expect, it } from "vitest";
import { SecretFinder, withoutSpans } from "./secret-forms.ts";

const secret = "MIIDkgYJKoZIhvcNAQcCoIIDgzCCA38/w==";
const clean = (text: string, of = secret) => withoutSpans(text, new SecretFinder([of]).find(text, false), "[redacted]");

describe("a quotation is taken out from its beginning to its end, and nothing else", () => {
  it.each<[string, string, string]>([
    ["the whole secret", `before ${secret} after`, "before [redacted] after"],
    ["twice", `${secret}|${secret}`, "[redacted]|[redacted]"],
    ["its first 20 characters", `before ${secret.slice(0, 20)} after`, "before [redacted] after"],
    ["as far as it is the secret", `before ${secret.slice(0, 25)}!after`, "before [redacted]!after"],
    ["19 characters are too few to recognise", `before ${secret.slice(0, 19)} after`, `before ${secret.slice(0, 19)} after`],
    ["in base64", `before ${Buffer.from(secret).toString("base64")} after`, "before [redacted] after"],
    ["in base64, in quotes", `"${Buffer.from(secret).toString("base64")}"`, '"[redacted]"'],
    ["in capitals", `before ${secret.toUpperCase()} after`, "before [redacted] after"],
    ["the beginning of it in small letters", `before ${secret.toLowerCase().slice(0, 22)}! after`, "before [redacted]! after"],
    ["its last 20 characters", `before ${secret.slice(-20)} after`, "before [redacted] after"],
    ["up to its end as far as it is the secret", `before! ${secret.slice(9)} after`, "before! [redacted] after"],
    ["its end in capitals", `before ${secret.slice(-22).toUpperCase()} after`, "before [redacted] after"],
    ["its last 19 characters are too few to recognise", `before ${secret.slice(-19)} after`, `before ${secret.slice(-19)} after`],
    ["nothing of it", "before and after", "before and after"],
  ])("%s", (_, text, shown) => {
    expect(clean(text)).toBe(shown);
  });

  it("percent-encoded by a server that writes octets in small letters", () => {
    const odd = "p+ss/word=with&odd characters";
    const small = encodeURIComponent(odd).replace(/%../g, (octet) => octet.toLowerCase());
    expect(clean(`before ${small} after`, odd)).toBe("before [redacted] after");
    expect(clean(`before ${encodeURIComponent(odd.toUpperCase())} after`, odd)).toBe("before [redacted] after");
  });

  it("percent-encoded, with all that follows in the same encoding", () => {
    const odd = "p+ss/word=with&odd characters";
    expect(clean(`before ${encodeURIComponent(odd)} after`, odd)).toBe("before [redacted] after");
  });

  it("of a secret with letters beyond Latin-1, and of half a surrogate pair", () => {
    const chinese = "密码密码密码密码密码密码密码密码密码密码密码";
    expect(clean(`before ${chinese} after ${encodeURIComponent(chinese)}`, chinese)).toBe("before [redacted] after [redacted]");
    expect(clean(`before ${"x".repeat(19)}😀y after`, `${"x".repeat(19)}😀y`)).toBe("before [redacted] after");
  });

  it("from the middle on as well, if it is looked for thoroughly", () => {
    const text = `before ${secret.slice(9, 30)}! after ${secret.slice(9, 20)}`;
    expect(withoutSpans(text, new SecretFinder([secret]).find(text, true), "[redacted]")).toBe(
      `before [redacted]! after ${secret.slice(9, 20)}`,
    );
    expect(clean(text)).toBe(text);
  });
});
