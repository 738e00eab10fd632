import { fromJsonSchema } from "@modelcontextprotocol/server";
import { CfWorkerJsonSchemaValidator } from "@modelcontextprotocol/server/validators/cf-worker";
import type { ToolDefinition } from "./definitions.ts";

/** A fifth of the size of the default one, and it names the wrong parameter. */
export const validator = new CfWorkerJsonSchemaValidator();

/** Checks arguments. @returns a function that says what is wrong with them; undefined if nothing is */
export function checkerOf({ inputSchema }: ToolDefinition): (value: unknown) => Promise<string | undefined> {
  const schema = fromJsonSchema(inputSchema as never, validator);
  return async (value) => {
    try {
      const { issues } = await schema["~standard"].validate(value);
      return issues && problemIn(issues.map(({ message }) => message).join("; "));
    } catch (error) {
      // It percent-encodes the names of parameters.
      if (Object(error).name === "URIError") return "the name of a parameter is not valid Unicode.";
      throw error;
    }
  };
}

/** The last of several messages is about the innermost value: `#/planId: String does not match pattern.` */
function problemIn(messages: string): string {
  const last = messages.split("; #").at(-1) ?? "";
  return last
    .replace(/^#?\/?/, "")
    .replace("False boolean schema", "there is no such parameter")
    .replace("Instance does not have required property", "missing")
    .replace(/^: /, "");
}
