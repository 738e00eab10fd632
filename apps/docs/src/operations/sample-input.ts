import type { OperationPage } from "./pages.ts";

/** Inputs that make a good call: what is required and open, with the contract's examples. The project is known to the connection. */
export function sampleInput({ operation, docs, described }: OperationPage): Record<string, unknown> {
  const body = Object.values(described.requestBody?.content?.["application/json"]?.examples ?? {})[0]?.value as Record<string, unknown>;
  const { fixed = {} } = operation;
  const required = operation.parameters.filter(({ input, required, scope }) => required && scope !== "connection" && !(input in fixed));
  return Object.fromEntries(required.map(({ input, name }) => [input, docs.inputs[input]?.example ?? body[name]]));
}
