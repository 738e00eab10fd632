import type { IncomingMessage, ServerResponse } from "node:http";
import { askPrism, problem } from "./ask-prism.ts";
import { type Answers, preferFor } from "./choose-answer.ts";
import { chooseFault, type Faults, isConnectionFault } from "./choose-fault.ts";
import type { Fault } from "./fault.ts";
import { strike, strikes } from "./faults/strike.ts";
import { playScript } from "./play-script.ts";
import { provesRefusal } from "./proves-refusal.ts";
import type { RecordedRequest } from "./recorded-request.ts";
import type { Reply, WireAnswer } from "./reply.ts";
import { hasNoBody, toWireAnswer } from "./wire-answer.ts";

/** May answer a request itself, for example a server that checks signatures; `undefined` leaves it to Prism. */
export type Intercept = (request: RecordedRequest) => Reply | undefined | Promise<Reply | undefined>;

/** What the exchanges of a mock have in common. */
export interface ExchangeSettings {
  readonly prismPort: number;
  readonly answer: Answers | undefined;
  readonly faults: Faults | undefined;
  readonly intercept: Intercept | undefined;
}

/** A record while its exchange goes on. */
export type OpenRecord = { -readonly [Key in keyof RecordedRequest]: RecordedRequest[Key] };

/** Reads one request, finds its answer and gives it, damaged where a fault says so. */
export async function exchange(
  record: OpenRecord,
  request: IncomingMessage,
  response: ServerResponse,
  settings: ExchangeSettings,
  chosen: Fault | undefined,
  index: number,
): Promise<void> {
  record.body = await readBody(request);
  const fault = chosen ?? chooseFault(settings.faults, { request: record }, index);
  const lastOnConnection = settings.faults !== undefined;
  if (isConnectionFault(fault)) {
    const mistake = problem(500, "FAULT_TOO_LATE", `The fault ${fault.kind} was chosen after the request had been read.`);
    return pass(mistake, request, response, lastOnConnection);
  }
  if (!strikes(fault)) {
    const answer = await ownAnswer(record, settings);
    decide(record, answer);
    return pass(answer, request, response, lastOnConnection);
  }
  record.fault = fault;
  const { answer, script } = await strike(fault, record, () => ownAnswer(record, settings));
  if (answer !== undefined) decide(record, answer);
  await playScript(script, request.socket);
}

async function ownAnswer(record: RecordedRequest, { intercept, answer, prismPort }: ExchangeSettings): Promise<WireAnswer> {
  const reply = await intercept?.(record);
  return reply ? toWireAnswer(reply) : askPrism(prismPort, record, preferFor(answer, record));
}

function decide(record: OpenRecord, answer: WireAnswer): void {
  record.status = answer.status;
  record.answer = answer.body;
  record.mayHaveBeenProcessed = !provesRefusal(answer.status, answer.body);
}

function pass(answer: WireAnswer, request: IncomingMessage, response: ServerResponse, last: boolean): void {
  const bodyless = request.method === "HEAD" || hasNoBody(answer.status);
  const headers = [...answer.rawHeaders];
  if (!bodyless) headers.push("Content-Length", String(answer.body.length));
  response.sendDate = false;
  if (last) headers.push("Connection", "close");
  response.writeHead(answer.status, answer.reason, headers);
  response.end(bodyless ? undefined : answer.body);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
