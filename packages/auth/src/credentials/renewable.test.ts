import { describe, expect, it } from "vitest";
import { patient } from "../../test/requests.ts";
import { renewable } from "./renewable.ts";

const hour = 3_600_000;

/** A source that gives "v1", "v2", … for an hour each, whose clock and failures the test holds. */
function scripted({ delay = 0 } = {}) {
  const state = { now: 0, calls: 0, failing: false, rejected: [] as (string | undefined)[] };
  const values = renewable<string>({
    source: "the test",
    clock: () => state.now,
    async load({ rejected }) {
      state.calls += 1;
      const value = `v${state.calls}`;
      state.rejected.push(rejected);
      await new Promise((resolve) => setTimeout(resolve, delay));
      if (state.failing) throw new Error("down");
      return { value, expiresAt: state.now + hour };
    },
  });
  return { state, values };
}

describe("renewable", () => {
  it("logs in once for 1,000 callers that arrive together", async () => {
    const { state, values } = scripted({ delay: 5 });
    const got = await Promise.all(Array.from({ length: 1000 }, () => values.get(patient.signal)));
    expect(new Set(got)).toEqual(new Set(["v1"]));
    expect(state.calls).toBe(1);
  });

  it("loses none of 1,000 calls when the renewal falls into their middle", async () => {
    const { state, values } = scripted({ delay: 5 });
    await values.get(patient.signal);
    const got = await Promise.all(
      Array.from({ length: 1000 }, async (_, index) => {
        if (index === 300) state.now = hour - 60_000;
        if (index === 600) await new Promise((resolve) => setTimeout(resolve, 20));
        return values.get(patient.signal);
      }),
    );
    expect(got).toHaveLength(1000);
    expect(state.calls).toBe(2);
    expect(await values.get(patient.signal)).toBe("v2");
  });

  it("serves the old value while it renews early, and a failed early renewal does not fail the call", async () => {
    const { state, values } = scripted();
    await values.get(patient.signal);
    state.failing = true;
    state.now = hour - 60_000;
    expect(values.get(patient.signal)).toBe("v1");
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(values.get(patient.signal)).toBe("v1");
    expect(state.calls).toBe(2);
    state.failing = false;
    state.now += 30_000;
    expect(values.get(patient.signal)).toBe("v1");
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await values.get(patient.signal)).toBe("v3");
  });

  it("waits for a fresh value once the old one has expired, and fails if there is none", async () => {
    const { state, values } = scripted();
    await values.get(patient.signal);
    state.now = hour;
    expect(await values.get(patient.signal)).toBe("v2");
    state.now = 2 * hour;
    state.failing = true;
    await expect(values.get(patient.signal)).rejects.toThrow("down");
    state.failing = false;
    expect(await values.get(patient.signal)).toBe("v4");
  });

  it("forgets a value that the server called expired, and passes it to the source", async () => {
    const { state, values } = scripted();
    await values.get(patient.signal);
    values.forget();
    expect(await values.get(patient.signal)).toBe("v2");
    expect(state.rejected).toEqual([undefined, "v1"]);
  });

  it("renews once for 1,000 late complaints about the value before", async () => {
    const { state, values } = scripted();
    await values.get(patient.signal);
    for (let call = 0; call < 1000; call++) {
      values.forget();
      await values.get(patient.signal);
    }
    expect(state.calls).toBe(2);
    state.now += 10_000;
    values.forget();
    expect(await values.get(patient.signal)).toBe("v3");
  });

  it("refuses a value that has already expired instead of asking for ever", async () => {
    const values = renewable({ source: "the vault", clock: () => 1000, load: async () => ({ value: "x", expiresAt: 1000 }) });
    await expect(values.get(patient.signal)).rejects.toMatchObject({ code: "expired-credentials", source: "the vault" });
  });

  it("ignores the late result of an abandoned load, since another one may have been faster", async () => {
    const loads: ((value: string) => void)[] = [];
    const values = renewable<string>({
      source: "the test",
      clock: () => 0,
      load: async () => ({ value: await new Promise<string>((resolve) => loads.push(resolve)) }),
    });
    const impatient = new AbortController();
    const abandoned = Promise.resolve(values.get(impatient.signal));
    impatient.abort("enough");
    await expect(abandoned).rejects.toBe("enough");
    const second = values.get(patient.signal);
    loads[1]?.("fresh");
    expect(await second).toBe("fresh");
    loads[0]?.("late");
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(values.get(patient.signal)).toBe("fresh");
  });
});

describe("a clock that is set back", () => {
  it("no longer shows when a value expires, so it is renewed", async () => {
    const { state, values } = scripted();
    state.now = 10 * hour;
    expect(await values.get(patient.signal)).toBe("v1");
    state.now -= 5_000;
    expect(await values.get(patient.signal)).toBe("v1");
    state.now -= 5 * hour;
    expect(await values.get(patient.signal)).toBe("v2");
  });

  it("does not make a complaint a late one", async () => {
    const { state, values } = scripted();
    state.now = 10 * hour;
    await values.get(patient.signal);
    values.forget();
    expect(await values.get(patient.signal)).toBe("v2");
    state.now -= hour;
    expect(await values.get(patient.signal)).toBe("v3");
    state.now -= 2_000;
    values.forget();
    expect(await values.get(patient.signal)).toBe("v4");
  });
});
