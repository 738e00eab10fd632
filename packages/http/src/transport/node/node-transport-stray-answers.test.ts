import { setImmediate as immediate, setTimeout as wait } from "node:timers/promises";
import fc from "fast-check";
import { expect, it } from "vitest";
import { closed, send, transportWith } from "../../../test/sending.ts";
import { deeds, type Manner, manners, unrulyServer } from "../../../test/unruly-server.ts";
import { isNotSentError } from "../not-sent-error.ts";

const total = { calls: 0, answered: 0, connections: 0, unasked: 0 };

it("whatever a server does and when, no call gets the response of another, and no request is sent twice", async () => {
  await fc.assert(fc.asyncProperty(fc.noShrink(fc.integer({ min: 1 })), schedule), { numRuns: 30 });
  // Else it would have shown nothing.
  expect(total.answered / total.calls).toBeGreaterThan(0.8);
  expect(total.connections / total.calls).toBeLessThan(0.6);
  expect(total.unasked / total.calls).toBeGreaterThan(0.1);
});

async function schedule(seed: number): Promise<void> {
  const random = randomFrom(seed);
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  const oneOf = <It>(all: readonly It[]) => all[upTo(all.length - 1)] as It;
  const manner = (): Manner => (random() < 0.8 ? "whole" : oneOf(manners));
  const server = closed(await unrulyServer(manner));
  const transport = transportWith();
  let callers = 1 + upTo(3);
  await Promise.all([gremlin(), ...Array.from({ length: callers }, (_, number) => caller(number))]);
  transport.close?.();
  await server.close();
  expect(new Set(server.read).size, `requests that were sent twice, seed ${seed}`).toBe(server.read.length);
  total.connections += server.received.length;
  total.unasked += server.unasked();

  /** Acts between two looks at what came, so that nothing is ambiguous; and keeps the event loop busy before, after, or not at all. */
  async function gremlin(): Promise<void> {
    while (callers > 0) {
      await wait(upTo(3));
      if (random() < 0.2) block(upTo(12));
      server.misbehave(oneOf(deeds), () => random() < 0.3);
      if (random() < 0.2) block(upTo(12));
    }
  }

  async function caller(number: number): Promise<void> {
    for (let call = 0; call < 15; call++) {
      await oneOf([async () => {}, () => immediate(), () => wait(upTo(2)), async () => block(upTo(8))])();
      const path = `/${number}/${call}`;
      total.calls += 1;
      try {
        expect((await send(transport, server.url + path)).text, `an answer, seed ${seed}`).toBe(path);
        total.answered += 1;
      } catch (error) {
        if (isNotSentError(error)) expect(server.read, `what is said not to have been sent, seed ${seed}`).not.toContain(path);
        else if ((error as Error).name === "AssertionError") throw error;
      }
    }
    callers -= 1;
  }
}

function block(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

/** Numbers from 0 to 1, the same ones for the same seed: https://en.wikipedia.org/wiki/Linear_congruential_generator */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
