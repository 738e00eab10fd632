import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { startNode } from "../../test/invented-operations.ts";
import { connectionTo, node } from "../../test/scripted-connection.ts";
import { withSafeText } from "../failure/safe-text.ts";
import { call } from "./call.ts";
import { prepare } from "./prepare.ts";

const secret = "Sup3rS3cretV@lue";
const config = { headers: { Authorization: `Bearer ${secret}` } };
const thrown: Readonly<Record<string, unknown>> = {
  "an error": new Error(`vault said ${secret}`),
  "an error with what it was asked": Object.assign(new Error("Request failed"), { config }),
  "an error with a stack in its text": new Error(new Error(secret).stack),
  "an error with causes": new AggregateError([new Error(secret), { secret }], secret, {
    cause: Object.assign(new Error(secret), { secret }),
  }),
  "an error that is called so": Object.assign(new Error("x"), { name: secret, code: secret }),
  "an object": { token: secret },
  "an object with a message": { message: secret, config },
  "a text": secret,
};

describe("the error of an authentication function is not shown, since it may contain secrets", () => {
  it.each(Object.entries(thrown))("%s", async (_, it) => {
    const auth = () => Promise.reject(it);
    const projectId = auth;
    const errors = [
      (await call(connectionTo([], { auth }).connection, startNode, node)) as unknown as { error: Error },
      { error: await prepare(connectionTo([], { auth }).connection, startNode, node).catch((error: Error) => error) },
      await call(connectionTo([], { auth: Object.assign(() => ({}), { projectId }), projectId: undefined }).connection, startNode, node),
    ].map((result) => (result as { error: Error }).error);
    for (const error of errors) {
      expect(error).toMatchObject({ code: "authentication" });
      const shown = [error, new Error("mine", { cause: error })].map((each) => inspect(each, { depth: 12, showHidden: true }));
      expect(`${shown} ${JSON.stringify(error)} ${error.stack} ${(error.cause as Error | undefined)?.message}`).not.toContain(secret);
    }
  });

  it("but its class, its code and its stack position are, and so are those of its causes", async () => {
    const cause = Object.assign(new TypeError(secret, { cause: withSafeText(new Error("The vault is sealed.")) }), { code: "ESEALED" });
    const auth = () => Promise.reject(cause);
    expect(await call(connectionTo([], { auth }).connection, startNode, node)).toMatchObject({
      error: {
        message: expect.stringContaining("the auth function failed (TypeError)") as unknown,
        cause: {
          name: "TypeError",
          code: "ESEALED",
          stack: expect.stringMatching(/hidden-cause\.test\.ts:\d+/) as unknown,
          cause: cause.cause,
        },
      },
    });
  });

  it("nor a value that throws when inspected", async () => {
    const hostile = Object.defineProperty({}, "message", {
      get() {
        throw new Error(secret);
      },
    });
    const result = await call(connectionTo([], { auth: () => Promise.reject(hostile) }).connection, startNode, node);
    expect(inspect(result, { depth: 9, showHidden: true })).not.toContain(secret);
  });
});
