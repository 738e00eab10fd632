import { expect, it } from "vitest";
import { startNode } from "../../test/invented-operations.ts";
import { connectionTo, node } from "../../test/scripted-connection.ts";
import type { Transport } from "../transport/transport.ts";
import { call } from "./call.ts";

type Shape = (headers: Record<string, string>) => unknown;

const shapes: Readonly<Record<string, Shape>> = {
  "in capitals": (headers) => headers,
  "of fetch": (headers) => new Headers(headers),
  "in a map": (headers) => new Map(Object.entries(headers)),
  "in pairs": (headers) => Object.entries(headers),
  "with lists as values": (headers) => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
};

const callWith = (status: number, headers: unknown, text: string) => {
  const transport = (() => Promise.resolve({ status, headers, text })) as Transport;
  return call(connectionTo([], { transport, retry: false }).connection, startNode, node);
};

it.each(Object.entries(shapes))("headers %s count, so that HTML is no success and a wait is kept", async (_, shape) => {
  const html = shape({ "Content-Type": "text/html", "X-Request-Id": "r1" });
  expect(await callWith(200, html, '{"result":"success"}')).toMatchObject({ outcome: "unknown", error: { requestId: "r1" } });
  const json = shape({ "Content-Type": "application/json", "Retry-After": "9" });
  expect(await callWith(200, json, '{"result":"success"}')).toMatchObject({ outcome: "applied" });
  expect(await callWith(429, json, '{"error_code":"A.1","error_msg":"x"}')).toMatchObject({
    outcome: "rejected",
    error: { retryAfter: 9 },
  });
});

it("headers in a list of texts are refused by name", async () => {
  const message = expect.stringContaining("the headers could not be read") as unknown;
  expect(await callWith(200, ["Content-Type", "text/html"], '{"result":"success"}')).toMatchObject({
    outcome: "unknown",
    error: { message },
  });
});
