import { afterAll, beforeAll, expect, test } from "vitest";
import { operationRequest, rawExchange, target } from "../../test/raw-exchange.ts";
import { type Mock, startMock } from "../start-mock.ts";

let open: Mock;
let closed: Mock;
beforeAll(async () => {
  [open, closed] = await Promise.all([startMock({ cors: true }), startMock()]);
});
afterAll(() => Promise.all([open.close(), closed.close()]));

const preflight = `OPTIONS ${target} HTTP/1.1\r\nHost: mock\r\nOrigin: https://a.example\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: x-auth-token,x-mock-fault\r\n\r\n`;

test("a page of another origin may send a preflight, which is neither recorded nor subject to faults", async () => {
  const { text } = await rawExchange(open.port, preflight);
  expect(text).toMatch(/^HTTP\/1\.1 204 /);
  expect(text).toMatch(/\r\nAccess-Control-Allow-Origin: \*\r\n/);
  expect(text).toMatch(/\r\nAccess-Control-Allow-Methods: POST\r\n/);
  expect(text).toMatch(/\r\nAccess-Control-Allow-Headers: x-auth-token,x-mock-fault\r\n/);
  expect(open.requests).toEqual([]);
});

test.each([
  ["an answer", target, "", 200],
  ["a refusal of Prism", "/nowhere", "", 404],
  ["an answer of a fault", target, "X-Mock-Fault: throttled\r\n", 429],
  ["a damaged answer", target, "X-Mock-Fault: undeclared-status=418\r\n", 418],
  ["a fault that does not exist", target, "X-Mock-Fault: hangs\r\n", 400],
])("may read %s, with its headers", async (_, to, headers, status) => {
  const { text } = await rawExchange(open.port, operationRequest(to, headers));
  expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(text.match(/Access-Control-Allow-Origin: \*/g)).toHaveLength(1);
  expect(text).toMatch(/\r\nAccess-Control-Expose-Headers: \*\r\n/);
});

test("without the option there are no CORS headers, and a preflight is a request that breaks the contract", async () => {
  expect((await rawExchange(closed.port, preflight)).text).toMatch(/^HTTP\/1\.1 405 /);
  expect((await rawExchange(closed.port, operationRequest())).text).not.toMatch(/access-control/i);
});
