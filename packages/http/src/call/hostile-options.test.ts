import { describe, expect, it } from "vitest";
import { applied, throttled } from "../../test/answers.ts";
import { fail, untouchable, withGetter } from "../../test/hostile.ts";
import { startNode } from "../../test/invented-operations.ts";
import { connectionTo, node } from "../../test/scripted-connection.ts";
import { call } from "./call.ts";
import { methodsOf } from "./methods-of.ts";
import type { CallOptions } from "./options.ts";
import { prepare } from "./prepare.ts";

/** Calls with these, safely and throwing; both must say the same. */
async function refusalOf(input: unknown, options: unknown) {
  const { connection, requests } = connectionTo([applied(), applied()]);
  const methods = methodsOf({ startNode }, connection);
  const safe = await call(connection, startNode, input as typeof node, options as CallOptions);
  const thrown = await methods.startNode(input as typeof node, options as CallOptions).then(
    () => undefined,
    (error) => error,
  );
  expect(requests).toHaveLength(0);
  return { safe, thrown };
}

const refused = (message: string) => {
  const error = {
    code: "invalid-input",
    attempts: 0,
    message: expect.stringMatching(new RegExp(`^${message.replaceAll(".", "\\.")}.* Nothing was sent\\.$`)),
  };
  return { safe: { ok: false, outcome: "not-sent", error }, thrown: { outcome: "not-sent", ...error } };
};

/** A signal that behaves until it does what makes it throw. */
const signalWith = (trick: object) => ({ aborted: false, reason: undefined, addEventListener() {}, removeEventListener() {}, ...trick });

describe("for any invalid input, the call says what is wrong with it and sends nothing", () => {
  it.each<[string, unknown, string]>([
    ["null", null, "input must be an object with the inputs of the operation"],
    ["a text", "wf", "input must be an object with the inputs of the operation"],
    ["a number", 7, "input must be an object with the inputs of the operation"],
    ["an object with a getter that throws", withGetter("workflowId"), "input could not be read"],
    ["an object that throws on every access", untouchable, "input could not be read"],
  ])("%s", async (_, input, sentence) => {
    expect(await refusalOf(input, {})).toMatchObject(refused(sentence));
  });

  it("nothing", async () => {
    const result = await call(connectionTo([]).connection, startNode, undefined as unknown as typeof node);
    expect(result).toMatchObject(refused("input must be an object with the inputs of the operation").safe);
  });
});

describe("for any invalid option, the call names it and sends nothing", () => {
  it.each<[string, unknown, string]>([
    ["a signal that is none", { signal: {} }, "signal must be an AbortSignal"],
    ["a signal that is null", { signal: null }, "signal must be an AbortSignal"],
    [
      "a signal that cannot be listened to for good",
      { signal: { aborted: false, addEventListener() {} } },
      "signal must be an AbortSignal",
    ],
    ["a signal that cannot be listened to", { signal: signalWith({ addEventListener: undefined }) }, "signal must be an AbortSignal"],
    ["a signal that does not say whether it aborted", { signal: signalWith({ aborted: "no" }) }, "signal must be an AbortSignal"],
    ["a signal that cannot be looked at", { signal: untouchable }, "signal could not be read"],
    ["a signal that throws when it is listened to", { signal: signalWith({ addEventListener: fail }) }, "signal could not be read"],
    ["a timeout of 0", { timeout: 0 }, "timeout must be a number of milliseconds"],
    ["a deadline that is a text", { deadline: "5s" }, "deadline must be a number of milliseconds"],
    ["a deadline that is an object that cannot be looked at", { deadline: untouchable }, "deadline must be a number of milliseconds"],
    ["retries that are null", { retry: null }, "retry must be false or an object with numbers"],
    ["retries without a number", { retry: { maxAttempts: "3" } }, "retry.maxAttempts must be a whole number from 1"],
    ["retries whose number is null", { retry: { maxAttempts: null } }, "retry.maxAttempts must be a whole number from 1"],
    ["retries with half an attempt", { retry: { maxAttempts: 1.5 } }, "retry.maxAttempts must be a whole number from 1"],
    ["retries that are a list", { retry: [] }, "retry must be false or an object with numbers"],
    ["retries with a number that throws", { retry: withGetter("maxAttempts") }, "retry could not be read"],
    ["retries that cannot be looked at", { retry: untouchable }, "retry could not be read"],
    ["secrets that are one text", { secrets: "hunter2" }, "secrets must be a list of strings"],
    ["secrets that are null", { secrets: null }, "secrets must be a list of strings"],
    ["secrets that are not texts", { secrets: [undefined] }, "secrets must be a list of strings"],
    ["secrets, one of which is not a string", { secrets: ["hunter2", 7] }, "secrets must be a list of strings"],
    ["secrets with one that throws", { secrets: Object.defineProperty([""], 0, { get: fail }) }, "secrets could not be read"],
    ["options that are null", null, "options must be an object"],
    ["options that are a number", 7, "options must be an object"],
    ["options that are a list", [], "options must be an object"],
    ["options that cannot be looked at", untouchable, "signal could not be read"],
    ...["signal", "timeout", "deadline", "retry", "retryUnknownOutcome", "secrets"].map((name): [string, unknown, string] => [
      `a ${name} that throws when it is read`,
      withGetter(name),
      `${name} could not be read`,
    ]),
  ])("%s", async (_, options, sentence) => {
    expect(await refusalOf(node, options)).toMatchObject(refused(sentence));
  });

  it.each<[string, unknown, string]>([
    ["null", null, "options must be an object"],
    ["a signal that throws when it is listened to", { signal: signalWith({ addEventListener: fail }) }, "signal could not be read"],
    ["a timeout that throws when it is read", withGetter("timeout"), "timeout could not be read"],
  ])("also when it only prepares the request: %s", async (_, options, sentence) => {
    await expect(prepare(connectionTo([]).connection, startNode, node, options as CallOptions)).rejects.toMatchObject(
      refused(sentence).thrown,
    );
  });
});

describe("an option that fails after the request was sent does not lose the outcome", () => {
  it.each<[string, object]>([
    ["a signal that throws when it is no longer listened to", { signal: signalWith({ removeEventListener: fail }) }],
    ["a signal that throws when it is asked later", { signal: Object.defineProperty(signalWith({}), "aborted", { get: onceOnly(false) }) }],
    [
      "retries that say something else when they are read again",
      { retry: Object.defineProperty({}, "maxAttempts", { get: onceOnly(3), enumerable: true }) },
    ],
    ["secrets that are taken away", withSpoiltSecrets()],
  ])("%s", async (_, options) => {
    const { connection } = connectionTo([() => spoil(options) ?? throttled(), applied()]);
    expect(await call(connection, startNode, node, options as CallOptions)).toMatchObject({ ok: true, outcome: "applied", attempts: 2 });
  });
});

/** Gives a value the first time and throws from then on. */
function onceOnly(value: unknown) {
  let wasRead = false;
  return () => {
    if (wasRead) fail();
    wasRead = true;
    return value;
  };
}

function withSpoiltSecrets() {
  return { secrets: ["hunter22"] as unknown[] };
}

function spoil({ secrets }: { readonly secrets?: unknown[] }): undefined {
  secrets?.splice(0, 1, 7, null);
}
