import { type CallError, failedWith, InvalidInputError, isAomError, readOptions, type SafeMethods } from "@aom-workflow/http";
import type { AomOperations, Operation } from "@aom-workflow/types";
import { noteDoubt } from "./executions/acting/doubt.ts";
import type { Acted, Action, ActOptions, ActResult, Reader } from "./executions/index.ts";

/** Methods that act on an execution that is there already. */
export type ActionName = "restart" | "skip" | "continue" | "stopExecution";

type InputOf<Value> = Value extends Operation<infer Input, infer _Output, infer _Errors> ? Input : never;

/** The actions, which throw what is no success. */
export type Actions = {
  readonly [Name in keyof Pick<AomOperations, ActionName>]: (input: InputOf<AomOperations[Name]>, options?: ActOptions) => Promise<Acted>;
};

/** The same actions, which never throw. */
export type SafeActions = {
  readonly [Name in keyof Pick<AomOperations, ActionName>]: (
    input: InputOf<AomOperations[Name]>,
    options?: ActOptions,
  ) => Promise<ActResult>;
};

const words: Readonly<Record<ActionName, Action["action"]>> = {
  restart: "restart",
  skip: "skip",
  continue: "continue",
  stopExecution: "stop",
};

const optionNames = ["check", "wait", "signal", "timeout", "deadline", "startedAt", "retry", "retryUnknownOutcome", "secrets"] as const;

/** The actions of a client. What looks before and after them is loaded when it is asked for. */
export function actionsOf(reader: Reader, methods: SafeMethods<AomOperations>): { readonly throwing: Actions; readonly safe: SafeActions } {
  const throwing: Record<string, unknown> = {};
  const safe: Record<string, unknown> = {};
  for (const name of Object.keys(words) as ActionName[]) {
    const perform = async (given: Input, options: ActOptions = {}): Promise<ActResult> => {
      let input: Input;
      let read: ActOptions;
      try {
        input = typeof given === "object" && given !== null ? { ...given } : given;
        read = readOptions(options, optionNames);
        const unknown = Object.keys(options).find((name) => !optionNames.includes(name as "check"));
        if (unknown !== undefined) throw new InvalidInputError(unknown, `is not one of the options ${optionNames.join(", ")}`);
      } catch (thrown) {
        return failedWith(asInvalid(thrown));
      }
      const send: Action["send"] = (callOptions) => methods[name](input as never, callOptions) as ReturnType<Action["send"]>;
      const action: Action = { ...input, action: words[name], send };
      const { check, wait, ...call } = read;
      if (check !== undefined || wait !== undefined) return (await import("./executions/index.ts")).act(reader, action, read);
      const result = await send(call);
      if (!result.ok) noteDoubt(result.error, action);
      return result;
    };
    safe[name] = perform;
    throwing[name] = async (input: Input, options?: ActOptions) => {
      const result = await perform(input, options);
      if (result.ok) return result;
      throw result.error;
    };
  }
  return { throwing, safe } as never;
}

type Input = Omit<Action, "action" | "send">;

function asInvalid(thrown: unknown): CallError {
  return isAomError(thrown) ? thrown : new InvalidInputError("input", "could not be read");
}
