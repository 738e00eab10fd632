import { getEventListeners } from "node:events";
import { TimeoutError } from "@aom-workflow/http";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type ExecutionState, readExecution } from "./execution-state.ts";
import { watchExecution } from "./watch.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const state = (status: string) => readExecution({ execution_id: "e1", status, execution_result_list: [{ node_id: "n", status }] });

/** Watches an execution that has these states, one for each read, or an error; the last one stays. */
async function watched(states: readonly (ExecutionState | Error)[], { timeoutMs, problem }: Partial<Setting> = {}) {
  const { signal } = new AbortController();
  const shown: unknown[] = [];
  let reading = 0;
  let mostListeners = 0;
  const ended = watchExecution({
    read: async () => {
      mostListeners = Math.max(mostListeners, getEventListeners(signal, "abort").length);
      const next = states[Math.min(reading++, states.length - 1)] as ExecutionState | Error;
      if (next instanceof Error) throw next;
      return next;
    },
    onRead: async ({ word }, _, hasChanged) => {
      if (hasChanged) shown.push(word);
      return problem;
    },
    signal,
    timeoutMs,
  });
  const { end } = await Promise.race([ended, vi.advanceTimersByTimeAsync(3_600_000).then(() => ({ end: "went on" }))]);
  return { end, shown, reading, mostListeners };
}

interface Setting {
  readonly timeoutMs: number;
  readonly problem: string;
}

const running = state("executing");
const succeeded = state("success");
const lost = { outcome: "rejected", attempts: 1, retryable: false } as const;

describe("a watch ends", () => {
  test.for([
    ["success", "succeeded"],
    ["cancel", "stopped"],
    ["timeout", "stopped"],
    ["approvalFailed", "stopped"],
    ["fail", "stopped"],
    ["pausing", "stopped"],
    ["waitApproval", "stopped"],
  ])("when the execution says %s", async ([word, end]) => {
    expect(await watched([running, state(word as string)])).toMatchObject({ end, shown: ["executing", word] });
  });

  test("not by one read of a failure, which may be older than the restart", async () => {
    const states = [state("fail"), running, state("fail"), running, state("success")];
    expect(await watched(states)).toMatchObject({ end: "succeeded", reading: 5 });
  });

  test("not by one read that finds nothing, but by three", async () => {
    const notFound = Object.assign(new TimeoutError({ summary: "", consequence: "" }, { ...lost, limit: "timeout", limitMs: 1 }), {
      status: 404,
    });
    expect(await watched([running, notFound, notFound, succeeded])).toMatchObject({ end: "succeeded", reading: 4 });
    await expect(watched([running, notFound])).rejects.toBe(notFound);
    await expect(watched([notFound, running])).rejects.toBe(notFound);
  });

  test("a state that differs only in when it was read is shown once", async () => {
    const at = (second: number) => readExecution({ status: "executing" }, new Date(second * 1000).toUTCString());
    expect(await watched([at(1), at(2), at(3), succeeded])).toMatchObject({ shown: ["executing", "success"] });
  });

  test("not by an unknown state", async () => {
    expect(await watched([state("mystery")], { timeoutMs: 60_000 })).toMatchObject({ end: "timed-out" });
  });

  test("when the time is up, also while a read hangs", async () => {
    expect(await watched([running], { timeoutMs: 5000 })).toMatchObject({ end: "timed-out", shown: ["executing"], reading: 3 });
    const { signal } = new AbortController();
    const late = (withinMs: number | undefined) =>
      new Promise<never>((_, reject) => {
        const text = { summary: "Late.", consequence: "" };
        const details = { outcome: "unknown", attempts: 1, retryable: true, limit: "deadline", limitMs: 5000 } as const;
        setTimeout(() => reject(new TimeoutError(text, details)), withinMs);
      });
    const ended = watchExecution({ read: late, onRead: async () => undefined, signal, timeoutMs: 5000 });
    await vi.advanceTimersByTimeAsync(5000);
    expect(await ended).toMatchObject({ end: "timed-out" });
  });

  test.for(["EPIPE", "ENOSPC"])("when what it prints cannot be written (%s), and reads no more", async (problem) => {
    expect(await watched([running, state("success")], { problem })).toMatchObject({ end: problem, reading: 1 });
  });
});

test("a long watch does not collect listeners, of which Node would warn after ten", async () => {
  expect(await watched([running], { timeoutMs: 60_000 })).toMatchObject({ mostListeners: 1, reading: 30 });
});
