import { inspect } from "node:util";
import { expect, it } from "vitest";
import { conceal, reveal, Secret } from "./secret.ts";

it("a secret is shown by nothing that prints, logs or saves it", () => {
  const secret = new Secret("hunter22");
  const shown = [
    `${secret}`,
    String(secret),
    JSON.stringify({ secret }),
    inspect(secret),
    inspect({ deep: [secret] }, { showHidden: true }),
  ];
  for (const text of shown) {
    expect(text).not.toContain("hunter22");
    expect(text).toContain("[secret]");
  }
  expect(Object.keys(secret)).toEqual([]);
});

it("a secret can be read by name, whether it came as text or as a secret", () => {
  expect(reveal("hunter22")).toBe("hunter22");
  expect(reveal(new Secret("hunter22"))).toBe("hunter22");
  expect(conceal("hunter22").reveal()).toBe("hunter22");
  const secret = new Secret("hunter22");
  expect(conceal(secret)).toBe(secret);
});
