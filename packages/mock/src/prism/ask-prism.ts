import { type IncomingMessage, request } from "node:http";
import type { WireAnswer } from "../answer/reply.ts";
import { jsonAnswer } from "../answer/wire-answer.ts";
import type { RecordedRequest } from "../exchange/recorded-request.ts";
import { isMalformedJson } from "./malformed-json.ts";
import { maxHeaderSize } from "./prism.ts";

/** Passes a request to Prism – method, target, headers and body as they came – and reads the answer. */
export async function askPrism(port: number, recorded: RecordedRequest, prefer: string | undefined): Promise<WireAnswer> {
  if (isMalformedJson(recorded)) return problem(400, "MALFORMED_JSON", "The body is not JSON although Content-Type says so.");
  try {
    const answer = await send(port, recorded, prefer);
    if (prefer !== undefined && answer.status === 404 && /"type":"[^"]*#NOT_FOUND"/.test(answer.body.toString())) {
      return problem(500, "NO_SUCH_ANSWER", `The contract has no answer ${prefer} for ${recorded.method} ${recorded.target}.`);
    }
    return answer;
  } catch (error) {
    return problem(500, "NO_ANSWER_FROM_PRISM", `Prism gave no answer: ${(error as Error).message}`);
  }
}

/** An answer of the front itself, in the form that Prism uses for its own. */
export function problem(status: number, type: string, detail: string): WireAnswer {
  return jsonAnswer(status, { type, title: detail, status, detail }, { "Content-Type": "application/problem+json" });
}

function send(port: number, recorded: RecordedRequest, prefer: string | undefined): Promise<WireAnswer> {
  const { method, target, body } = recorded;
  const headers = [...withoutFraming(recorded.rawHeaders), "Connection", "close"];
  // Without one, Prism waits for the body of a JSON request that has none, as curl sends it.
  if (body.length > 0 || (method !== "GET" && method !== "HEAD")) headers.push("Content-Length", String(body.length));
  if (prefer !== undefined) headers.push("Prefer", prefer);
  return new Promise((resolve, reject) => {
    const options = { host: "127.0.0.1", port, method, path: target, headers, agent: false, maxHeaderSize, timeout: 10_000 };
    const asked = request(options, (answer) => read(answer).then(resolve, reject));
    asked.once("error", reject);
    asked.once("timeout", () => asked.destroy(new Error("nothing came for 10 s")));
    asked.end(body);
  });
}

async function read(answer: IncomingMessage): Promise<WireAnswer> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk);
  const { statusCode: status = 0, statusMessage: reason = "", rawHeaders } = answer;
  return { status, reason, rawHeaders: withoutFraming(rawHeaders), body: Buffer.concat(chunks) };
}

const framing = new Set(["connection", "keep-alive", "transfer-encoding", "content-length", "expect"]);

function withoutFraming(rawHeaders: readonly string[]): string[] {
  return rawHeaders.filter((_, at) => !framing.has(rawHeaders[at - (at % 2)]!.toLowerCase()));
}
