import { type AnyCallError, InvalidInputError, isCallError, type SafeMethods } from "@aom-workflow/http";
import { callOptionKinds, failedWith, type OptionKinds, readOptions } from "@aom-workflow/http/internal";
import { type AomActionName, type AomOperations, type Operation, operations } from "@aom-workflow/types";
import { noteUnresolved } from "./executions/acting/unresolved.ts";
import type { Acted, Action, ActOptions, ActResult, Reader } from "./executions/index.ts";

type TypesOf<Name extends AomActionName> = NonNullable<AomOperations[Name]["types"]>;

/** The actions, which throw on failure. */
export type Actions = {
  readonly [Name in AomActionName]: (input: TypesOf<Name>["input"], options?: ActOptions) => Promise<Acted<TypesOf<Name>["output"]>>;
};

/** The same actions, which never throw. */
export type SafeActions = {
  readonly [Name in AomActionName]: (
    input: TypesOf<Name>["input"],
    options?: ActOptions,
  ) => Promise<ActResult<TypesOf<Name>["output"], TypesOf<Name>["errors"]>>;
};

const optionKinds: OptionKinds<ActOptions> = { check: "value", wait: "value", ...callOptionKinds };

/** The actions of a client. The code that reads before and after them is loaded on demand. */
export function actionsOf(reader: Reader, methods: SafeMethods<AomOperations>): { readonly throwing: Actions; readonly safe: SafeActions } {
  const throwing: Record<string, unknown> = {};
  const safe: Record<string, unknown> = {};
  for (const operation of all.filter(({ actsOn }) => actsOn !== undefined)) {
    const name = operation.name as AomActionName;
    const perform = async (given: Input, options: ActOptions = {}): Promise<ActResult> => {
      let input: Input;
      let read: ActOptions;
      try {
        input = typeof given === "object" && given !== null ? { ...given } : given;
        read = readOptions(options, optionKinds);
      } catch (thrown) {
        return failedWith(asInvalid(thrown));
      }
      const send: Action["send"] = (callOptions) => methods[name](input as never, callOptions) as ReturnType<Action["send"]>;
      const action: Action = { ...input, action: wordFor(operation, input), send };
      const { check, wait, ...call } = read;
      if (check !== undefined || wait !== undefined) return (await import("./executions/index.ts")).act(reader, action, read);
      const result = await send(call);
      if (!result.ok) noteUnresolved(result.error, action);
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

const all: readonly Operation[] = Object.values({ ...operations });

/** The action in one word: that of the form whose inputs these are, such as `restart` of `operate`. */
function wordFor(operation: Operation, input: Input): string {
  const given: Readonly<Record<string, unknown>> = { ...operation.fixed, ...input };
  const form = all.find(({ id, fixed }) => id === operation.id && fixed && Object.keys(fixed).every((name) => fixed[name] === given[name]));
  const { command, name } = form ?? operation;
  return command ?? name;
}

type Input = Omit<Action, "action" | "send">;

function asInvalid(thrown: unknown): AnyCallError {
  return isCallError(thrown) ? thrown : new InvalidInputError("input", "could not be read");
}
