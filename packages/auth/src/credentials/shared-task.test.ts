import { describe, expect, it, vi } from "vitest";
import { patient } from "../../test/requests.ts";
import { sharedTask } from "./shared-task.ts";

/** Work that the test ends, and its result. */
function scripted(staleAfterMs?: number) {
  const started: { signal: AbortSignal; resolve: (value: string) => void; reject: (error: unknown) => void }[] = [];
  const wait = sharedTask<string>((signal) => new Promise((resolve, reject) => started.push({ signal, resolve, reject })), staleAfterMs);
  return { started, wait };
}

describe("work that several callers wait for", () => {
  it("is done once, and again only for a caller that comes after its end", async () => {
    const { started, wait } = scripted();
    const callers = [wait(patient.signal), wait(patient.signal)];
    started[0]?.resolve("first");
    expect(await Promise.all(callers)).toEqual(["first", "first"]);
    const later = wait(patient.signal);
    started[1]?.resolve("second");
    expect([await later, started.length]).toEqual(["second", 2]);
  });

  it("continues when one caller leaves while another still waits", async () => {
    const { started, wait } = scripted();
    const impatient = new AbortController();
    const leaving = wait(impatient.signal);
    const staying = wait(patient.signal);
    impatient.abort(new Error("enough"));
    await expect(leaving).rejects.toThrow("enough");
    expect(started[0]?.signal.aborted).toBe(false);
    started[0]?.resolve("done");
    expect(await staying).toBe("done");
  });

  it("is aborted with the reason of the last one that leaves, and the next caller starts again", async () => {
    const { started, wait } = scripted();
    const [one, two] = [new AbortController(), new AbortController()];
    const callers = Promise.allSettled([wait(one.signal), wait(two.signal)]);
    one.abort("one");
    two.abort("two");
    expect(await callers).toMatchObject([{ reason: "one" }, { reason: "two" }]);
    expect(started[0]?.signal).toMatchObject({ aborted: true, reason: "two" });
    const next = wait(patient.signal);
    started[0]?.resolve("late");
    started[1]?.resolve("fresh");
    expect(await next).toBe("fresh");
  });

  it("is not started for a caller whose signal has aborted already", async () => {
    const { started, wait } = scripted();
    await expect(wait(AbortSignal.abort("before"))).rejects.toBe("before");
    expect(started).toHaveLength(0);
  });

  it("fails for all waiting callers, and an abort afterwards changes nothing", async () => {
    const { started, wait } = scripted();
    const controller = new AbortController();
    const callers = Promise.allSettled([wait(controller.signal), wait(patient.signal)]);
    started[0]?.reject(new Error("down"));
    expect(await callers).toMatchObject([{ reason: { message: "down" } }, { reason: { message: "down" } }]);
    controller.abort();
    expect(started[0]?.signal.aborted).toBe(false);
  });
});

it("work that hangs is not joined for ever: a caller 30 s later starts it again", async () => {
  vi.useFakeTimers();
  try {
    const { started, wait } = scripted(30_000);
    wait(patient.signal).catch(() => {});
    vi.advanceTimersByTime(29_000);
    wait(patient.signal).catch(() => {});
    expect(started).toHaveLength(1);
    vi.advanceTimersByTime(2_000);
    const later = wait(patient.signal);
    started[1]?.resolve("fresh");
    expect(await later).toBe("fresh");
  } finally {
    vi.useRealTimers();
  }
});

it("work with a limit of its own, such as a login, is never done twice at once, however long it takes", async () => {
  vi.useFakeTimers();
  try {
    const { started, wait } = scripted();
    const first = wait(patient.signal);
    vi.advanceTimersByTime(600_000);
    const second = wait(patient.signal);
    started[0]?.resolve("late");
    expect([await first, await second, started.length]).toEqual(["late", "late", 1]);
  } finally {
    vi.useRealTimers();
  }
});
