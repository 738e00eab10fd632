import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { operationRequest, type RawExchange, rawExchange } from "../../test/raw-exchange.ts";
import { type Mock, startMock } from "../start-mock.ts";
import type { Fault } from "./fault.ts";
import { faultTable } from "./fault-table.ts";

let mock: Mock;
let chosen: Fault;
beforeAll(async () => {
  mock = await startMock({ faults: () => chosen });
});
afterAll(() => mock.close());

interface Case {
  readonly fault: Fault;
  readonly end: RawExchange["end"];
  /** Whether a request is recorded, and if so whether it may have been processed. */
  readonly processed: boolean | "not recorded";
  readonly sees: (exchange: RawExchange) => void;
}

const own = '{"result":"success"}';
const nothing = ({ bytes }: RawExchange) => expect(bytes).toHaveLength(0);
const status =
  (code: number, ...more: (string | RegExp)[]) =>
  ({ text }: RawExchange) => {
    expect(text).toMatch(new RegExp(`^HTTP/1.1 ${code} `));
    for (const one of more) expect(text).toMatch(one);
  };
const bodyOf = ({ text }: RawExchange) => text.slice(text.indexOf("\r\n\r\n") + 4);
const lengthOf = ({ text }: RawExchange) => Number(/content-length: (\d+)/i.exec(text)?.[1]);
const endless = { upToBytes: 300_000, idleMs: 10_000 };

const cases: Case[] = [
  { fault: { kind: "none" }, end: "close", processed: true, sees: status(200, own) },
  { fault: { kind: "reset-before-reading" }, end: "reset", processed: "not recorded", sees: nothing },
  { fault: { kind: "close-before-reading" }, end: "close", processed: "not recorded", sees: nothing },
  { fault: { kind: "early-answer" }, end: "close", processed: "not recorded", sees: status(408, /Content-Length: 0\r\n/) },
  { fault: { kind: "early-answer", status: 400, value: [] }, end: "close", processed: "not recorded", sees: status(400, /\r\n\r\n\[\]$/) },
  { fault: { kind: "reset-after-reading" }, end: "reset", processed: true, sees: nothing },
  { fault: { kind: "close-after-reading" }, end: "close", processed: true, sees: nothing },
  { fault: { kind: "hang" }, end: "open", processed: true, sees: nothing },
  {
    fault: { kind: "delay", ms: 120 },
    end: "close",
    processed: true,
    sees: (seen) => {
      status(200, own)(seen);
      expect(seen.firstByteMs).toBeGreaterThan(115);
    },
  },
  {
    fault: { kind: "close-mid-headers" },
    end: "close",
    processed: true,
    sees: (seen) => {
      status(200)(seen);
      expect(seen.text).not.toContain("\r\n\r\n");
    },
  },
  ...(["close", "reset"] as const).map(
    (end): Case => ({
      fault: { kind: `${end}-mid-body` },
      end,
      processed: true,
      sees: (seen) => {
        expect(lengthOf(seen)).toBe(own.length);
        expect(bodyOf(seen)).toBe(own.slice(0, 10));
      },
    }),
  ),
  {
    fault: { kind: "drip", bytes: 40, everyMs: 5 },
    end: "close",
    processed: true,
    sees: (seen) => {
      status(200, own)(seen);
      expect(seen.chunks).toBeGreaterThan(3);
    },
  },
  {
    fault: { kind: "truncated-json" },
    end: "close",
    processed: true,
    sees: (seen) => {
      expect(bodyOf(seen)).toBe(own.slice(0, 10));
      expect(lengthOf(seen)).toBe(10);
    },
  },
  {
    fault: { kind: "wrong-content-type" },
    end: "close",
    processed: true,
    sees: (seen) => {
      status(200, own, /\r\nContent-Type: text\/plain\r\n/)(seen);
      expect(seen.text).not.toMatch(/application\/json/);
    },
  },
  {
    fault: { kind: "wrong-content-type", contentType: "image/png" },
    end: "close",
    processed: true,
    sees: status(200, own, /: image\/png\r/),
  },
  {
    fault: { kind: "content-length-too-long" },
    end: "close",
    processed: true,
    sees: (seen) => expect(lengthOf(seen)).toBe(own.length + 10),
  },
  {
    fault: { kind: "content-length-too-short" },
    end: "close",
    processed: true,
    sees: (seen) => {
      expect(lengthOf(seen)).toBe(own.length - 5);
      expect(bodyOf(seen)).toBe(own);
    },
  },
  { fault: { kind: "bad-gzip" }, end: "close", processed: true, sees: status(200, own, /\r\nContent-Encoding: gzip\r\n/) },
  {
    fault: { kind: "endless-gzip" },
    end: "open",
    processed: true,
    sees: ({ bytes }) => {
      const member = bytes.subarray(bytes.indexOf("\r\n\r\n") + 4);
      const second = member.indexOf(member.subarray(0, 10), 1);
      expect(gunzipSync(member.subarray(0, second))).toEqual(Buffer.alloc(1024 * 1024, " "));
    },
  },
  { fault: { kind: "html" }, end: "close", processed: true, sees: status(502, /text\/html/, /<h1>/) },
  { fault: { kind: "html", status: 200 }, end: "close", processed: true, sees: status(200, /<h1>/) },
  { fault: { kind: "html", status: 403 }, end: "close", processed: false, sees: status(403, /<h1>/) },
  { fault: { kind: "empty-body" }, end: "close", processed: true, sees: status(200, /Content-Length: 0\r\n/, /\r\n\r\n$/) },
  ...[null, "x", [], { error_code: "AOM.31001418" }].map(
    (value): Case => ({
      fault: { kind: "json", value },
      end: "close",
      processed: true,
      sees: (seen) => {
        status(200)(seen);
        expect(JSON.parse(bodyOf(seen))).toEqual(value);
      },
    }),
  ),
  { fault: { kind: "undeclared-status", status: 202 }, end: "close", processed: true, sees: status(202, own) },
  { fault: { kind: "undeclared-status", status: 204 }, end: "close", processed: true, sees: status(204, /\r\n\r\n$/) },
  { fault: { kind: "undeclared-status", status: 418 }, end: "close", processed: false, sees: status(418, own) },
  ...([301, 302, 303, 307, 308] as const).map(
    (code): Case => ({
      fault: { kind: "redirect", status: code },
      end: "close",
      processed: true,
      sees: status(code, /Location: \/v1\/.*node_id=n\r\n/),
    }),
  ),
  {
    fault: { kind: "redirect", status: 307, location: "http://elsewhere.example/" },
    end: "close",
    processed: true,
    sees: status(307, /Location: http:\/\/elsewhere\.example\/\r\n/),
  },
  ...["2", "Wed, 21 Oct 2026 07:28:00 GMT", "-1", "soon", "999999999"].map(
    (retryAfter): Case => ({
      fault: { kind: "throttled", retryAfter },
      end: "close",
      processed: false,
      sees: (seen) => {
        status(429, /APIGW\.0308/)(seen);
        expect(seen.text).toContain(`\r\nRetry-After: ${retryAfter}\r\n`);
      },
    }),
  ),
  { fault: { kind: "throttled" }, end: "close", processed: false, sees: ({ text }) => expect(text).not.toMatch(/retry-after/i) },
  { fault: { kind: "gateway-unavailable" }, end: "close", processed: false, sees: status(503, /APIGW\.0613/) },
  { fault: { kind: "informational" }, end: "close", processed: true, sees: status(100, /\r\n\r\nHTTP\/1.1 200 /, own) },
  {
    fault: { kind: "informational", status: 103, count: 50 },
    end: "close",
    processed: true,
    sees: (seen) => {
      expect(seen.text.match(/HTTP\/1.1 103 \r\nLink: /g)).toHaveLength(50);
      expect(seen.text).toContain(own);
    },
  },
  { fault: { kind: "oversized-headers" }, end: "close", processed: true, sees: status(200, /X-Filler: x{131072}\r\n/, own) },
  { fault: { kind: "endless-headers" }, end: "open", processed: true, sees: ({ text }) => expect(text).not.toContain("\r\n\r\n") },
  { fault: { kind: "endless-body" }, end: "open", processed: true, sees: status(200, /\r\n\r\n"x+$/) },
  { fault: { kind: "garbage" }, end: "close", processed: true, sees: ({ text }) => expect(text).not.toContain("HTTP/") },
];

test.each(cases.map((one) => [JSON.stringify(one.fault), one] as const))(
  "%s is what a client meets",
  async (_, { fault, end, processed, sees }) => {
    chosen = fault;
    const [connectionsBefore, requestsBefore] = [mock.connections.length, mock.requests.length];
    const seen = await rawExchange(mock.port, operationRequest(), fault.kind === "hang" ? { firstByteWithinMs: 250 } : endless);
    expect(seen.end).toBe(end);
    sees(seen);
    const connections = mock.connections.slice(connectionsBefore);
    const requests = mock.requests.slice(requestsBefore);
    expect(connections).toHaveLength(1);
    if (processed === "not recorded") {
      expect(requests).toEqual([]);
      expect(connections[0]?.fault).toBe(fault);
    } else {
      expect(requests).toHaveLength(1);
      expect(requests[0]).toMatchObject({ fault: fault.kind === "none" ? undefined : fault, mayHaveBeenProcessed: processed });
    }
  },
);

test("every kind of fault is tried above, but for those of kept connections", () => {
  const tried = new Set(cases.map(({ fault }) => fault.kind));
  const others = Object.entries(faultTable).filter(([, deed]) => !("afterwards" in deed));
  expect([...tried].sort()).toEqual([...others.map(([kind]) => kind), "none"].sort());
});
