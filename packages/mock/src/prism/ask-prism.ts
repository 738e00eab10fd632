import type { WireAnswer } from "../answer/reply.ts";
import { jsonAnswer, problem, toWireAnswer } from "../answer/wire-answer.ts";
import { isJson, malformed, mediaRanges, type OpenRequest, urlOf } from "./malformed.ts";
import type { Operations } from "./operations.ts";

/** Checks a request and answers it by the contract, as `prefer` says. Never rejects. */
export type AskPrism = (request: OpenRequest, prefer?: string) => Promise<WireAnswer>;

type Libraries = typeof import("./libraries.ts");
type Logger = Parameters<Libraries["createInstance"]>[1]["logger"];

const config = {
  mock: { dynamic: false },
  checkSecurity: true,
  validateRequest: true,
  validateResponse: true,
  errors: false,
  upstreamProxy: undefined,
  isProxy: false,
} as const;

/**
 * Prism without its own server, which does not await its handlers: an error there, caused by an odd header for example, would end the
 * process.
 *
 * @see https://github.com/stoplightio/prism/blob/master/packages/http-server/src/server.ts
 */
export async function prismAsker(operations: Operations, logger: Logger): Promise<AskPrism> {
  const { createInstance, getHttpConfigFromRequest, ProblemJsonError, serialize } = await import("./libraries.ts");
  const prism = createInstance(config, { logger });

  async function answer(request: OpenRequest, prefer: string | undefined): Promise<WireAnswer> {
    const input = asPrismSees(request, prefer);
    const preferred = getHttpConfigFromRequest(input);
    if (preferred._tag === "Left") return refusal(preferred.left);
    const wanted = Object.fromEntries(Object.entries(preferred.right).filter(([, value]) => value !== undefined));
    const result = await prism.request(input, operations, { ...config, mock: { ...config.mock, ...wanted } })();
    if (result._tag === "Left") return refusal(result.left);
    const { output, validations } = result.right;
    const found = [...validations.input.map(violationOf("request")), ...validations.output.map(violationOf("response"))];
    const headers = { ...output.headers, ...(found.length > 0 && { "sl-violations": inHeader(found) }) };
    const [, type] = Object.entries(headers).find(([name]) => name.toLowerCase() === "content-type") ?? [];
    return toWireAnswer({ status: output.statusCode, headers, body: String(serialize(output.body, type) ?? "") });
  }

  function refusal(error: Error): WireAnswer {
    const { additional: { headers = {} } = {}, status = 500 } = error as Refusal;
    return jsonAnswer(status, ProblemJsonError.toProblemJson(error), { "Content-Type": "application/problem+json", ...headers });
  }

  return async (request, prefer) => {
    const refused = malformed(request);
    if (refused !== undefined) return refused;
    try {
      const given = await answer(request, prefer);
      // If the status is declared and only the example is not, Prism says so in the title.
      if (prefer !== undefined && /"(type|title)":"[^"]*prism\/errors#NOT_FOUND/.test(given.body.toString())) {
        return problem(500, "NO_SUCH_ANSWER", `The contract has no response ${prefer} for ${request.method} ${request.target}.`);
      }
      return given;
    } catch (error) {
      return problem(500, "NO_ANSWER_FROM_PRISM", `Prism sent no response: ${(error as Error).message}`);
    }
  };
}

interface Refusal extends Error {
  readonly status?: number;
  readonly additional?: { readonly headers?: Readonly<Record<string, string>> } | undefined;
}

function asPrismSees({ method, target, headers, body }: OpenRequest, prefer: string | undefined) {
  const { pathname = "", searchParams = new URLSearchParams() } = urlOf(target) ?? {};
  const { accept, ...others } = headers;
  const ranges = mediaRanges(accept ?? "");
  const text = Buffer.from(body).toString();
  return {
    method: method.toLowerCase() as "get",
    url: {
      path: pathname,
      query: Object.fromEntries([...new Set(searchParams.keys())].map((name) => [name, valuesOf(searchParams, name)])),
    },
    headers: { ...others, ...(ranges.length > 0 && { accept: ranges.join(",") }), ...(prefer !== undefined && { prefer }) },
    body: body.length === 0 ? null : isJson(headers["content-type"]) ? (JSON.parse(text) as unknown) : text,
  };
}

function valuesOf(query: URLSearchParams, name: string): string | string[] {
  const [first = "", ...others] = query.getAll(name);
  return others.length === 0 ? first : [first, ...others];
}

interface Validation {
  readonly path?: readonly (string | number)[];
  readonly code?: string | number;
  readonly message: string;
  readonly severity: number;
}

/** How an exchange breaks the contract, in the form of Prism's own server. */
function violationOf(part: "request" | "response") {
  return ({ path = [], severity, code, message }: Validation) => ({
    location: [part, ...path],
    severity: ["Error", "Warning", "Information", "Hint"][severity],
    code,
    message,
  });
}

/** As JSON for a header, truncated to a length that clients accept. */
function inHeader(value: unknown): string {
  const escaped = (letter: string) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(value)
    .replaceAll(/[^ -~]/g, escaped)
    .slice(0, 8000);
}
