import { getEventListeners } from "node:events";
import { afterEach, describe, expect, it, vi } from "vitest";
import { CallerSignal } from "./caller-signal.ts";
import { Deadline } from "./deadline.ts";

const far = { timeout: 60_000, deadline: 60_000 };
const never = new Promise<never>(() => {});

afterEach(() => void vi.useRealTimers());

describe("the end of an attempt", () => {
  it("comes at its time, not before", () => {
    vi.useFakeTimers();
    const deadline = new Deadline(undefined, { timeout: 50, deadline: 60_000 }, 60_000);
    vi.advanceTimersByTime(49);
    expect(deadline.ended).toBe(false);
    vi.advanceTimersByTime(1);
    expect(deadline.ended).toBe(true);
    deadline.release();
  });

  it.each<[string, { timeout: number; deadline: number }, number, object]>([
    ["the timeout", { timeout: 5, deadline: 60_000 }, 60_000, { by: "clock", limit: "timeout", milliseconds: 5 }],
    ["the deadline", { timeout: 60_000, deadline: 700 }, 5, { by: "clock", limit: "deadline", milliseconds: 700 }],
    ["a deadline that is over", { timeout: 60_000, deadline: 700 }, -3, { by: "clock", limit: "deadline", milliseconds: 700 }],
  ])("is %s, whichever comes first, reported with its own length", async (_, limits, remaining, interruption) => {
    const deadline = new Deadline(undefined, limits, remaining);
    await expect(deadline.race(never)).rejects.toThrow();
    expect(deadline.interruption).toEqual(interruption);
    expect(deadline.signal.aborted).toBe(true);
    deadline.release();
  });

  it("is the caller's signal, at once and with the caller's reason, also when it had aborted before", async () => {
    const controller = new AbortController();
    const deadline = new Deadline(CallerSignal.listenTo(controller.signal), far, 60_000);
    const race = deadline.race(never);
    controller.abort("why");
    await expect(race).rejects.toThrow();
    expect(deadline.interruption).toEqual({ by: "caller", reason: "why" });
    expect(deadline.signal.reason).toBe("why");

    const late = new Deadline(CallerSignal.listenTo(AbortSignal.abort("before")), far, 60_000);
    await expect(late.race(never)).rejects.toThrow();
    expect(late.interruption).toEqual({ by: "caller", reason: "before" });
    for (const each of [deadline, late]) each.release();
  });

  it("is reported once: later results change nothing", async () => {
    const controller = new AbortController();
    const deadline = new Deadline(CallerSignal.listenTo(controller.signal), { timeout: 1, deadline: 60_000 }, 60_000);
    await expect(deadline.race(never)).rejects.toThrow();
    controller.abort();
    expect(deadline.interruption).toMatchObject({ by: "clock" });
    deadline.release();
  });
});

describe("work within an attempt", () => {
  it("settles on its own when nothing interrupts it", async () => {
    const deadline = new Deadline(undefined, far, 60_000);
    await expect(deadline.race(Promise.resolve(7))).resolves.toBe(7);
    await expect(deadline.race(Promise.reject(new Error("own")))).rejects.toThrow("own");
    deadline.release();
  });

  it("that obeys may report its own result, and is not waited for if it does not", async () => {
    const obedient = new Deadline(CallerSignal.listenTo(AbortSignal.abort("why")), far, 60_000);
    const said = new Promise((_, reject) => queueMicrotask(() => reject(new Error("nothing was sent"))));
    await expect(obedient.raceObedient(said)).rejects.toThrow("nothing was sent");
    await expect(obedient.raceObedient(never)).rejects.toThrow("interrupted");
    obedient.release();
  });

  it("that obeys leaves no timer behind when it was interrupted", async () => {
    vi.useFakeTimers();
    const controller = new AbortController();
    const deadline = new Deadline(CallerSignal.listenTo(controller.signal), far, 60_000);
    const work = deadline.raceObedient(never).catch(() => "given up");
    controller.abort();
    vi.advanceTimersByTime(1);
    expect(await work).toBe("given up");
    deadline.release();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("that fails after it was abandoned is ignored", async () => {
    const deadline = new Deadline(CallerSignal.listenTo(AbortSignal.abort()), far, 60_000);
    const late = new Promise<never>((_, reject) => setImmediate(reject, new Error("late")));
    await expect(deadline.race(late)).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 5));
    deadline.release();
  });
});

describe("the listeners to the end of an attempt", () => {
  it("are each called once, also when one of them throws, and not when they have stopped listening", () => {
    const controller = new AbortController();
    const deadline = new Deadline(CallerSignal.listenTo(controller.signal), far, 60_000);
    const ended: string[] = [];
    const gone = () => ended.push("gone");
    deadline.onEnd(() => {
      throw new Error("a transport of the caller");
    });
    deadline.onEnd(() => ended.push("other"));
    deadline.onEnd(gone);
    deadline.offEnd(gone);
    controller.abort();
    expect(ended).toEqual(["other"]);
    expect(deadline.ended).toBe(true);
    deadline.release();
  });

  it("are not called once the attempt is over", () => {
    const controller = new AbortController();
    const caller = CallerSignal.listenTo(controller.signal);
    const deadline = new Deadline(caller, far, 60_000);
    const ended: string[] = [];
    deadline.onEnd(() => ended.push("late"));
    deadline.release();
    controller.abort();
    expect(ended).toEqual([]);
    expect(deadline.ended).toBe(false);
  });

  it("find the reason in the signal, whether they ask for it before the end or after", async () => {
    const early = new Deadline(undefined, { timeout: 2, deadline: 60_000 }, 60_000);
    const { signal } = early;
    expect(signal.aborted).toBe(false);
    expect(early.signal).toBe(signal);
    await expect(early.race(never)).rejects.toThrow("The attempt was interrupted.");
    expect(signal.reason).toEqual(new Error("The time is up."));
    const late = new Deadline(CallerSignal.listenTo(AbortSignal.abort("why")), far, 60_000);
    expect([late.ended, late.signal.aborted, late.signal.reason]).toEqual([true, true, "why"]);
    for (const each of [early, late]) each.release();
  });
});

describe("an attempt that is over", () => {
  it("leaves neither a timer nor a listener behind", () => {
    const controller = new AbortController();
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
    const before = timers();
    const caller = CallerSignal.listenTo(controller.signal);
    const deadline = new Deadline(caller, far, 60_000);
    expect([timers(), getEventListeners(controller.signal, "abort").length]).toEqual([before + 1, 1]);
    deadline.release();
    caller.release();
    expect([timers(), getEventListeners(controller.signal, "abort").length]).toEqual([before, 0]);
  });
});
