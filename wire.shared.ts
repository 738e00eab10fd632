import { operateOperation } from "./packages/types/src/aom.gen.ts";

/** What the contract calls this input of an operation on a node where it is sent, so that tests need not repeat it. */
export function wireName(input: string): string {
  const parameter = operateOperation.parameters.find((it) => it.input === input);
  if (!parameter) throw new Error(`The operation has no input ${input}.`);
  return parameter.name;
}

/** The query of an operation on a node. @param nodeId encoded as it is sent */
export function nodeQuery(action: string, nodeId: string): string {
  return `${wireName("action")}=${action}&${wireName("nodeId")}=${nodeId}`;
}
