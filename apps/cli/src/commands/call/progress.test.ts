import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { marksFor } from "../../output/text/marks.ts";
import type { Terminal } from "../../terminal/host.ts";
import { startProgress } from "./progress.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function recording() {
  const drawn: (string | undefined)[] = [];
  const terminal: Terminal = {
    canAsk: true,
    canDraw: true,
    columns: 80,
    status: (text) => drawn.push(text),
    ask: async () => "",
  };
  return { drawn, terminal };
}

test("what takes less than 300 ms shows nothing", () => {
  const { drawn, terminal } = recording();
  const progress = startProgress(terminal, marksFor({ LANG: "C.UTF-8" }), "Restarting node n");
  vi.advanceTimersByTime(299);
  progress.stop();
  expect(drawn).toEqual([undefined]);
});

test("what takes longer shows the time and the attempt, and leaves nothing behind", () => {
  const { drawn, terminal } = recording();
  const progress = startProgress(terminal, marksFor({ LANG: "C.UTF-8" }), "Restarting node n");
  vi.advanceTimersByTime(300);
  expect(drawn).toEqual(["⠋ Restarting node n … 0.3 s"]);
  progress.note("attempt 2");
  vi.advanceTimersByTime(100);
  expect(drawn.at(-1)).toBe("⠙ Restarting node n … 0.4 s, attempt 2");
  progress.stop();
  vi.advanceTimersByTime(1000);
  expect(drawn.at(-1)).toBeUndefined();
  expect(drawn).toHaveLength(3);
});
