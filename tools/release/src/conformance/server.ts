import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { verify } from "../../../../packages/auth/test/guide-verifier.ts";
import type { CaseName } from "./cases.ts";
import { key, token } from "./credentials.ts";
import type { Seen } from "./judge.ts";

/** A server that does to each call what its workflow is named after, and remembers what it saw. */
export interface ScriptedServer {
  readonly url: string;
  seen(executionId: string): Seen;
  close(): void;
}

interface Visit {
  reused: boolean[];
  processed: number;
  wrong: string[];
}

const target = /^\/v1\/\w+\/cms\/workflow\/([\w-]+)\/executions\/([\w.-]+)\/operation\?/;
const cors = { "Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "*" };
const refusal = { error_code: "APIGW.0301", error_msg: "Incorrect IAM authentication information." };
const alreadyDone = { error_code: "AOM.31001418", error_msg: "Execution state not support." };

export function startScriptedServer(): Promise<ScriptedServer> {
  const visits = new Map<string, Visit>();
  const used = new WeakSet<Socket>();
  const visitOf = (id: string): Visit => {
    const visit = visits.get(id) ?? { reused: [], processed: 0, wrong: [] };
    visits.set(id, visit);
    return visit;
  };
  const server = createServer((request, response) => {
    const reused = used.has(request.socket);
    used.add(request.socket);
    if (request.method === "OPTIONS") return preflight(request, response);
    const [, workflow = "", execution = ""] = target.exec(request.url ?? "") ?? [];
    const visit = visitOf(execution);
    const chunks: Buffer[] = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      visit.reused.push(reused);
      if (request.method !== "POST") visit.wrong.push(`${request.method} arrived`);
      play(workflow as CaseName | "warm-up", visit, { request, response, body: Buffer.concat(chunks), reused });
    });
  });
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      resolve({
        url: `http://127.0.0.1:${port}`,
        seen: (executionId) => visitOf(executionId),
        close: () => void server.close().closeAllConnections(),
      });
    }),
  );
}

interface Arrival {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: Buffer;
  readonly reused: boolean;
}

function play(name: CaseName | "warm-up", visit: Visit, { request, response, body, reused }: Arrival): void {
  const done = () => {
    visit.processed++;
    answer(response, 200, { result: "success" });
  };
  const lose = () => {
    visit.processed++;
    request.socket.destroy();
  };
  switch (name) {
    case "token":
    case "warm-up":
      if (request.headers["x-auth-token"] !== token) visit.wrong.push("the token is missing");
      done();
      break;
    case "signed":
      if (!isSigned(request, body)) visit.wrong.push("the signature is wrong");
      done();
      break;
    case "refusal":
      answer(response, 401, refusal);
      break;
    case "redirect":
      if (visit.reused.length > 1) visit.wrong.push("the redirect was followed");
      response.writeHead(302, { ...cors, Location: request.url as string }).end();
      break;
    case "cut-after-read":
      lose();
      break;
    case "connection-dies-when-reused":
      if (reused) lose();
      else if (visit.processed > 0) answer(response, 400, alreadyDone);
      else done();
      break;
    case "time-out":
    case "abort":
      visit.processed++;
      break;
    default:
      visit.wrong.push(`a request for ${name} arrived`);
      answer(response, 404, {});
  }
}

function preflight({ headers }: IncomingMessage, response: ServerResponse): void {
  const asked = headers["access-control-request-headers"] ?? "";
  response.writeHead(204, { ...cors, "Access-Control-Allow-Methods": "POST", "Access-Control-Allow-Headers": asked }).end();
}

function answer(response: ServerResponse, status: number, value: unknown): void {
  const headers = { ...cors, "Content-Type": "application/json", "X-Request-Id": "0123456789abcdef0123456789abcdef" };
  response.writeHead(status, headers).end(JSON.stringify(value));
}

function isSigned({ method = "", url = "", headers }: IncomingMessage, body: Buffer): boolean {
  return verify({ method, url: `http://${headers.host}${url}`, headers: headers as Record<string, string> }, body, key.secretAccessKey);
}
