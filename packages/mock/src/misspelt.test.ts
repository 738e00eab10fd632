import { afterEach, describe, expect, test } from "vitest";
import { operationRequest, rawExchange } from "../test/raw-exchange.ts";
import { faultTable } from "./faults/fault-table.ts";
import { startSimulator } from "./simulator/start-simulator.ts";
import { type Mock, startMock } from "./start-mock.ts";
import { startTlsFault } from "./tls/tls-fault.ts";

const started: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of started.splice(0)) await each.close();
});

/** Starts one; what should have been refused is closed after the test. */
async function start<It extends { close(): Promise<void> }>(starting: Promise<It>): Promise<It> {
  const it = await starting;
  started.push(it);
  return it;
}

const faults: [unknown, string][] = [
  [{ kind: "resett" }, "resett is not a kind of fault. Did you mean hang"],
  [{ kind: "reset-after-readin" }, "reset-after-readin is not a kind of fault. Did you mean reset-after-reading?"],
  [{ kind: "trottled", retryAfter: "1" }, "trottled is not a kind of fault. Did you mean throttled?"],
  [{ kind: "toString" }, "toString is not a kind of fault. Use one of: none, reset-before-reading, "],
  [{ knid: "hang" }, "A fault needs a kind. Use one of: none, reset-before-reading, "],
  ["hang", 'A fault is an object, such as { kind: "hang" }'],
  [null, "A fault is an object, such as"],
  [{ kind: "throttled", retryafter: "1" }, "retryafter is not a property of throttled. Did you mean retryAfter?"],
  [{ kind: "hang", ms: 5 }, "ms is not a property of hang, which only has kind."],
  [{ kind: "throttled", retryAfter: 1 }, "retryAfter of throttled must be a string, not 1."],
  [{ kind: "delay", ms: "500" }, 'ms of delay must be a whole number of milliseconds from 0 to 2147483647, not "500".'],
  [{ kind: "delay" }, "ms of delay is missing."],
  [{ kind: "undeclared-status", state: 418 }, "state is not a property of undeclared-status. Did you mean status?"],
];

describe("an unknown fault is refused before a test can pass because of it", () => {
  test.each(faults)("alone and in a schedule: %j", async (fault, problem) => {
    for (const given of [fault, [{ kind: "none" }, fault]]) {
      if (given === null) continue;
      await expect(start(startMock({ faults: given as never }))).rejects.toThrow(problem.replace("Did you mean hang", "Use one of: "));
      await expect(start(startSimulator({ faults: given as never }))).rejects.toThrow(TypeError);
    }
  });

  test.each(faults)("by a function, as the answer to the request: %j", async (fault, problem) => {
    if (fault === null) return;
    for (const atConnection of [true, false]) {
      const mock = await start(
        startMock({ faults: ({ request }) => ((request === undefined) === atConnection ? (fault as never) : undefined) }),
      );
      const { text } = await rawExchange(mock.port, operationRequest());
      expect(text).toMatch(/^HTTP\/1\.1 500 .*NO_SUCH_FAULT/s);
      expect(JSON.parse(text.slice(text.indexOf("\r\n\r\n"))).detail).toContain(problem.replace("Did you mean hang", "Use one of: "));
      expect(mock.requests[0]?.mayHaveBeenProcessed).toBe(true);
      await mock.close();
    }
  });

  test("by setFaults, and the previous faults stay", async () => {
    const mock = await start(startMock({ faults: { kind: "throttled" } }));
    expect(() => mock.setFaults({ kind: "trottled" } as never)).toThrow("Did you mean throttled?");
    expect((await rawExchange(mock.port, operationRequest())).text).toMatch(/^HTTP\/1\.1 429 /);
  });

  test("but every kind is accepted with its required properties", async () => {
    const needed: Readonly<Record<string, object>> = {
      delay: { ms: 1 },
      "undeclared-status": { status: 418 },
      json: { value: null },
      redirect: { status: 301 },
    };
    for (const kind of Object.keys(faultTable)) await (await startMock({ faults: { kind, ...needed[kind] } as never })).close();
  });
});

describe("an unknown option is refused with the nearest name", () => {
  test.each<[object, string]>([
    [{ fault: { kind: "hang" } }, "fault is not an option. Did you mean faults?"],
    [{ awnser: { code: 404 } }, "awnser is not an option. Did you mean answer?"],
    [{ onexchange: () => {} }, "onexchange is not an option. Did you mean onExchange?"],
    [
      { verbose: true },
      "verbose is not an option. Use one of: port, contract, answer, faults, keepConnections, cors, intercept, onExchange.",
    ],
    [{ answer: { exmaple: "failed" } }, "exmaple is not a property of answer. Did you mean example?"],
    [{ answer: { status: 404 } }, "status is not a property of answer. Use one of: code, example."],
    [{ answer: { code: "404" } }, 'code of answer must be a whole number from 200 to 599, not "404".'],
    [{ answer: 404 }, "answer must be an object or a function, not 404."],
    [{ intercept: {} }, "intercept must be a function, not {}."],
    [{ cors: "yes" }, 'cors must be a boolean, not "yes".'],
    [{ port: "4010" }, 'port must be a whole number from 0 to 65535, not "4010".'],
    [{ onExchange: true }, "onExchange must be a function, not true."],
  ])("of startMock: %j", async (options, problem) => {
    await expect(start(startMock(options as never))).rejects.toThrow(expect.objectContaining({ name: "TypeError", message: problem }));
  });

  test.each<[object, string]>([
    [{ seeds: { workflows: [] } }, "seeds is not an option. Did you mean seed?"],
    [{ clock: "reel" }, 'clock must be one of manual, real, not "reel".'],
    [{ answer: { code: 404 } }, "answer is not an option. Use one of: "],
    [{ start: "2026-01-01" }, 'start must be a whole number of milliseconds from 0 to 8640000000000, not "2026-01-01".'],
    [{ seed: [] }, "seed must be an object, not []."],
    [{ seed: { workflow: [] } }, "workflow is not a property of seed. Did you mean workflows?"],
    [{ seed: { workflows: [{ id: "w", name: "n", node: [] }] } }, "node is not a property of seed.workflows[0]. Did you mean nodes?"],
    [
      { seed: { workflows: [{ id: "w", name: "n", nodes: [{ id: "a", end: "fail" }] }] } },
      "end is not a property of seed.workflows[0].nodes[0]. Did you mean ends?",
    ],
    [
      { seed: { workflows: [{ id: "w", name: "n", nodes: [{ id: "a", ends: "failed" }] }] } },
      'ends of seed.workflows[0].nodes[0] must be one of success, fail, not "failed".',
    ],
    [
      { seed: { workflows: [{ id: "w", name: "n", nodes: [], executions: [{ ago: "1" }] }] } },
      'ago of seed.workflows[0].executions[0] must be a whole number of milliseconds from 0 to 8640000000000, not "1".',
    ],
    [{ seed: { workflows: [{ id: "w", name: "n" }] } }, "nodes of seed.workflows[0] is missing."],
  ])("of startSimulator: %j", async (options, problem) => {
    await expect(start(startSimulator(options as never))).rejects.toThrow(
      expect.objectContaining({ name: "TypeError", message: expect.stringContaining(problem) }),
    );
  });

  test("of startTlsFault", async () => {
    await expect(start(startTlsFault("expried" as never))).rejects.toThrow("expried is not a fault of TLS. Did you mean expired?");
  });

  test("but undefined is the same as leaving it out", async () => {
    const mock: Mock = await start(startMock({ faults: undefined, port: undefined, answer: undefined } as never));
    expect((await rawExchange(mock.port, operationRequest())).text).toMatch(/^HTTP\/1\.1 200 /);
  });
});
