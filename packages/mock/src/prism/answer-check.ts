import type { Reply } from "../answer/reply.ts";
import { toWireAnswer } from "../answer/wire-answer.ts";
import type { RecordedRequest } from "../exchange/recorded-request.ts";
import { urlOf } from "./malformed.ts";
import type { Operations } from "./operations.ts";

/** Lists how a response to a request breaks the contract. */
export type AnswerCheck = (request: Pick<RecordedRequest, "method" | "target">, reply: Reply) => Promise<readonly string[]>;

type Libraries = typeof import("./libraries.ts");
type Components = Parameters<Libraries["createInstance"]>[1];

/** Has Prism validate answers that are not its own, by returning them in place of the generated one. */
export async function answerCheck(operations: Operations, logger: Components["logger"]): Promise<AnswerCheck> {
  const { createInstance } = await import("./libraries.ts");
  return async ({ method, target }, reply) => {
    const output = asPrismSees(reply);
    const prism = createInstance(config, { logger, mock: () => () => ({ _tag: "Right", right: output }) });
    const input = { method: method.toLowerCase() as "get", url: { path: urlOf(target)?.pathname ?? "" } };
    const result = await prism.request(input, operations)();
    if (result._tag === "Left") return [result.left.message];
    return result.right.validations.output.map(({ path = [], message }) => ["response", ...path].join(".").concat(` ${message}`));
  };
}

const config = {
  mock: { dynamic: false },
  checkSecurity: false,
  validateRequest: false,
  validateResponse: true,
  errors: false,
  upstreamProxy: undefined,
  isProxy: false,
} as const;

function asPrismSees(reply: Reply) {
  const { status, rawHeaders, body } = toWireAnswer(reply);
  const headers: Record<string, string> = {};
  for (let at = 0; at < rawHeaders.length; at += 2) headers[rawHeaders[at]!.toLowerCase()] = rawHeaders[at + 1]!;
  return { statusCode: status, headers, body: body.length > 0 ? parsed(body.toString()) : undefined };
}

/** Any other body is text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
