import type { SafeMethods } from "@aom-workflow/http";
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

/** The actions of a client. What looks before and after them is loaded when it is asked for. */
export function actionsOf(reader: Reader, methods: SafeMethods<AomOperations>): { readonly throwing: Actions; readonly safe: SafeActions } {
  const throwing: Record<string, unknown> = {};
  const safe: Record<string, unknown> = {};
  for (const name of Object.keys(words) as ActionName[]) {
    const perform = async (input: Input, options?: ActOptions) => {
      const send: Action["send"] = (callOptions) => methods[name](input as never, callOptions) as ReturnType<Action["send"]>;
      const action: Action = { ...input, action: words[name], send };
      if (options?.check !== undefined || options?.wait !== undefined)
        return (await import("./executions/index.ts")).act(reader, action, options);
      const result = await send({ ...options });
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
