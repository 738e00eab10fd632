import { expect, it } from "vitest";
import { NotSentError } from "./not-sent-error.ts";
import { tracingTransport } from "./tracing-transport.ts";
import type { Transport } from "./transport.ts";

const token = "MIIEtokenWord7sVt9Qx";
const request = { method: "GET", url: "https://aom.example/v1", headers: { "x-auth-token": token, accept: "*/*" } };
const options = { signal: new AbortController().signal, maxBytes: 1024 };
const answer = { status: 200, headers: { "x-echo": token, "set-cookie": "id=1" }, body: new Uint8Array() };

it.each<[string, () => Promise<unknown>, readonly string[]]>([
  ["an answer that repeats the token", async () => answer, ["< 200 after 0 ms", "< x-echo: [redacted]", "< set-cookie: [redacted]"]],
  [
    "a connection that was refused",
    () => Promise.reject(new NotSentError(Object.assign(new Error("no"), { code: "ECONNREFUSED" }))),
    ["< no response after 0 ms: ECONNREFUSED"],
  ],
  ["an error without a code", () => Promise.reject(new TypeError("no")), ["< no response after 0 ms: TypeError"]],
])("%s is traced line by line, without secrets", async (_, send, lines) => {
  const traced: string[] = [];
  const transport = tracingTransport(send as unknown as Transport, (line) => traced.push(line.replace(/\d+ ms/, "0 ms")));
  await transport(request, options).catch(() => {});
  expect(traced).toEqual(["> GET https://aom.example/v1", "> x-auth-token: [redacted]", "> accept: */*", ...lines]);
});

it("closing it closes the transport that it traces", () => {
  let closed = 0;
  const transport = Object.assign((async () => answer) as unknown as Transport, { close: () => void closed++ });
  tracingTransport(transport, () => {}).close?.();
  expect(closed).toBe(1);
});
