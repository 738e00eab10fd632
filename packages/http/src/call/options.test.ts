import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { type OptionKinds, readOptions } from "../request/read-options.ts";
import { listenToSignal, readRetry, resolveLimits, resolveRetry } from "./options.ts";

describe("time limits", () => {
  it("have defaults, and a later layer wins over an earlier one, each limit separately", () => {
    expect(resolveLimits({})).toEqual({ timeout: 30_000, deadline: 120_000 });
    expect(resolveLimits({ timeout: 1, deadline: 2 }, { timeout: undefined, deadline: 3 })).toEqual({ timeout: 1, deadline: 3 });
  });

  it("may be as long as a timer can run", () => {
    const longest = 2 ** 31 - 1;
    expect(resolveLimits({ timeout: longest, deadline: longest })).toEqual({ timeout: longest, deadline: longest });
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31, "5", null, {}])("cannot be %s: none can be switched off", (value) => {
    const problem = expect.objectContaining({ problem: "must be a number of milliseconds from 1 to 2147483647" });
    expect(() => resolveLimits({ timeout: value as number })).toThrow(problem);
    expect(() => resolveLimits({ deadline: value as number })).toThrow(problem);
  });
});

describe("options", () => {
  interface Options {
    readonly timeout?: number | undefined;
    readonly release?: boolean | undefined;
  }
  const kinds: OptionKinds<Options> = { timeout: { from: 1, to: 10, what: "an integer" }, release: "switch" };

  it.each([
    [{ timout: 1 }, "timout is not an option (did you mean timeout?)"],
    [{ time_out: 1 }, "time_out is not an option (did you mean timeout?)"],
    [{ verbose: true }, "verbose is not an option (use one of timeout, release)"],
    [{ release: "false" }, "release must be true or false"],
    [{ release: 0 }, "release must be true or false"],
    [{ timeout: 11 }, "timeout must be an integer from 1 to 10, not 11"],
    [{ timeout: 0 }, "timeout must be an integer from 1 to 10, not 0"],
    [{ timeout: 1.5 }, "timeout must be an integer from 1 to 10, not 1.5"],
    [{ timeout: Number.NaN }, "timeout must be an integer from 1 to 10, not NaN"],
    [{ timeout: null }, "timeout must be an integer from 1 to 10, not null"],
    [{ timeout: "5" }, "timeout must be an integer from 1 to 10, not a string"],
    [{ timeout: {} }, "timeout must be an integer from 1 to 10, not an object"],
    [null, "options must be an object"],
  ])("%j are refused: %s", (options, message) => {
    expect(() => readOptions(options as Options, kinds)).toThrow(message);
  });

  it("are copied as they are", () => {
    expect(readOptions({ timeout: undefined, release: false }, kinds)).toEqual({ release: false });
    expect(readOptions({ timeout: 10 }, kinds)).toEqual({ timeout: 10 });
  });
});

describe("the retry option", () => {
  const policy = { maxAttempts: 3, initialDelayMs: 500, maxDelayMs: 20_000, maxRetryAfterMs: 60_000, on: ["not-sent"] } as const;

  it("changes numbers of the contract's policy, the call's before the connection's", () => {
    expect(resolveRetry(policy, undefined, undefined)).toEqual(policy);
    expect(resolveRetry(policy, { maxAttempts: 5, initialDelayMs: 1 }, { maxAttempts: 2 })).toEqual({
      ...policy,
      maxAttempts: 2,
      initialDelayMs: 1,
    });
  });

  it("can switch off, and for one call on again; but never on if the contract has no policy", () => {
    expect(resolveRetry(policy, { maxAttempts: 5 }, false)).toBe(false);
    expect(resolveRetry(policy, false, { maxAttempts: 2 })).toEqual({ ...policy, maxAttempts: 2 });
    expect(resolveRetry(false, { maxAttempts: 5 }, { maxAttempts: 2 })).toBe(false);
  });

  it.each<[unknown, string]>([
    [null, "retry must be false or an object with numbers"],
    [true, "retry must be false or an object with numbers"],
    [3, "retry must be false or an object with numbers"],
    [{ maxAttempts: 0 }, "retry.maxAttempts must be a whole number from 1"],
    [{ maxAttempts: "3" }, "retry.maxAttempts must be a whole number from 1"],
    [{ initialDelayMs: -1 }, "retry.initialDelayMs must be a number from 0"],
    [{ maxDelayMs: Number.NaN }, "retry.maxDelayMs must be a number from 0"],
    [{ maxRetryAfterMs: Number.POSITIVE_INFINITY }, "retry.maxRetryAfterMs must be a number from 0"],
    [{ on: ["timeout"] }, "retry.on is not an option (use one of maxAttempts, initialDelayMs, maxDelayMs, maxRetryAfterMs)"],
    [{ attempts: 5 }, "retry.attempts is not an option (use one of maxAttempts"],
  ])("cannot be %j: %s", (option, message) => {
    expect(() => readRetry(option)).toThrow(message);
  });
});

describe("a signal", () => {
  it("may be of this realm or of another, or none", () => {
    const foreign = runInNewContext("({ aborted: false, addEventListener() {}, removeEventListener() {} })");
    for (const signal of [undefined, new AbortController().signal, foreign]) expect(() => listenToSignal(signal)).not.toThrow();
  });

  it.each([{}, null, 7, new AbortController(), { aborted: false }, { aborted: false, addEventListener() {} }])("cannot be %s", (signal) => {
    expect(() => listenToSignal(signal)).toThrow("signal must be an AbortSignal. Nothing was sent.");
  });
});
