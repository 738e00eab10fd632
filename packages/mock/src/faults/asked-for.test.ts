import { afterAll, beforeAll, expect, test } from "vitest";
import { operationRequest, rawExchange, target } from "../../test/raw-exchange.ts";
import { type Mock, startMock } from "../start-mock.ts";

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ faults: { kind: "html" } });
});
afterAll(() => mock.close());

const ask = (fault: string) => rawExchange(mock.port, operationRequest(target, `X-Mock-Fault: ${fault}\r\n`));

test("X-Mock-Fault picks the fault of its request, in place of the mock's own", async () => {
  expect((await ask("throttled=2")).text).toMatch(/^HTTP\/1\.1 429 .*\r\nRetry-After: 2\r\n/s);
  expect(mock.requests.at(-1)).toMatchObject({ fault: { kind: "throttled" }, mayHaveBeenProcessed: false });
  expect((await ask("reset-after-reading")).end).toBe("reset");
  expect(mock.requests.at(-1)).toMatchObject({ mayHaveBeenProcessed: true });
  expect((await rawExchange(mock.port, operationRequest())).text).toMatch(/^HTTP\/1\.1 502 /);
});

test("none asks for an undisturbed answer", async () => {
  expect((await ask("none")).text).toMatch(/^HTTP\/1\.1 200 /);
});

test.each([
  ["hangs", "hangs is not a kind of fault."],
  ["early-answer", "early-answer happens before a request can ask for it"],
])("%s is refused with a sentence, and nothing was done", async (fault, sentence) => {
  const { text } = await ask(fault);
  expect(text).toMatch(/^HTTP\/1\.1 400 .*application\/problem\+json/s);
  expect(text).toContain(sentence);
  expect(mock.requests.at(-1)).toMatchObject({ mayHaveBeenProcessed: false });
});
