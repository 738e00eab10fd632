import { call, createConnection } from "@aom-workflow/http";
import { type Answer, type Ask, token } from "./ask.ts";

/** The same call by our own client; what it says the server answered. */
export async function askOurs({ operation, path, query, body }: Ask, endpoint: string): Promise<Answer> {
  const values: Readonly<Record<string, unknown>> = { ...path, ...query, ...body };
  const input = Object.fromEntries(
    operation.parameters
      .filter(({ name, input }) => name in values && !(input in (operation.fixed ?? {})))
      .map(({ name, input, schema }) => [
        input,
        schema.type === "integer" && typeof values[name] === "string" ? Number(values[name]) : values[name],
      ]),
  );
  const connection = createConnection({ endpoint, service: "AOM", auth: token, retry: false, userAgent: "aom-workflow" });
  const result = await call(connection, operation, input);
  if (result.ok) return { status: result.status, body: result.data };
  if (!("body" in result.error)) throw result.error;
  return { status: result.error.status ?? 0, body: asItCame(result.error.body as object) };
}

/** Our client adds the name that the contract has for the text of an error where it came under another. */
function asItCame(body: object): object {
  const { error_msg, ...others } = body as Record<string, unknown>;
  return "error_message" in others ? others : body;
}
