import type { IncomingMessage, ServerResponse } from "node:http";
import { type Answers, answerFor, preferFor } from "../answer/choose-answer.ts";
import { provesRefusal } from "../answer/proves-refusal.ts";
import { type Reply, replyShape, type WireAnswer } from "../answer/reply.ts";
import { hasHeader, problem, toWireAnswer, withRequestId } from "../answer/wire-answer.ts";
import { applyFault } from "../faults/apply-fault.ts";
import type { FaultPlan } from "../faults/fault-plan.ts";
import { playScript } from "../faults/play-script.ts";
import { refuse } from "../options/shape.ts";
import type { Completion } from "../prism/allowed-methods.ts";
import type { AskPrism } from "../prism/ask-prism.ts";
import { readableEverywhere } from "./cors.ts";
import type { Arrival } from "./front.ts";
import { pass } from "./pass.ts";
import type { RecordedRequest } from "./recorded-request.ts";

/** Answers a request itself, for example as a server that checks signatures; `undefined` leaves it to Prism. */
export type Intercept = (request: RecordedRequest) => Reply | undefined | Promise<Reply | undefined>;

/** The settings of all exchanges of a mock. */
export interface ExchangeSettings {
  readonly askPrism: AskPrism;
  /** Adds what Prism leaves out of its responses. */
  readonly complete: Completion;
  readonly answer: Answers | undefined;
  readonly faults: FaultPlan;
  readonly intercept: Intercept | undefined;
  /** Keeps connections after a whole response. */
  readonly keepConnections: boolean;
  /** Lets pages of every origin read the responses. */
  readonly cors: boolean;
}

/** A record during its exchange. */
export type OpenRecord = { -readonly [Key in keyof RecordedRequest]: RecordedRequest[Key] };

/** Reads one request, finds its response and sends it, damaged if a fault says so. */
export async function exchange(
  record: OpenRecord,
  request: IncomingMessage,
  response: ServerResponse,
  settings: ExchangeSettings,
  arrival: Arrival,
): Promise<void> {
  const body = await readBody(request);
  const keep = settings.keepConnections;
  const finish = settings.cors ? readableEverywhere : (answer: WireAnswer) => answer;
  const answerWith = (answer: WireAnswer) => {
    decide(record, answer);
    return pass(finish(answer), request, response, { keep });
  };
  if (body === undefined) return answerWith(tooLarge());
  record.body = body;
  const asked = settings.faults.askedFor(record);
  if (typeof asked === "string") return answerWith(problem(400, "NO_SUCH_FAULT", `X-Mock-Fault: ${asked}`));
  const fault = asked ?? arrival.fault ?? settings.faults.choose({ request: record }, arrival.index);
  if (typeof fault === "string") return answerWith(problem(500, "NO_SUCH_FAULT", fault));
  const applied = applyFault(fault);
  if (applied === undefined) return answerWith(await ownAnswer(record, settings));
  if ("beforeReading" in applied) {
    return answerWith(problem(500, "FAULT_TOO_LATE", `The fault ${fault?.kind} was chosen after the request had been read.`));
  }
  record.fault = fault;
  const answered = "toTheAnswer" in applied;
  const result = answered ? applied.toTheAnswer(finish(await ownAnswer(record, settings))) : applied.inPlaceOfTheAnswer(record);
  if (result.answer !== undefined) decide(record, result.answer);
  // The worst case: the request is processed although its response never leaves.
  if (!answered && record.mayHaveBeenProcessed) await settings.intercept?.(record);
  if (result.script !== undefined) return playScript(result.script, request.socket);
  const { aftermath } = result;
  const answer = answered ? result.answer : finish(result.answer);
  pass(answer, request, response, { keep: keep || aftermath !== undefined, surplus: aftermath?.surplus });
  if (aftermath !== undefined) await playScript(aftermath.script, request.socket);
}

async function ownAnswer(record: RecordedRequest, { intercept, answer, askPrism, complete }: ExchangeSettings): Promise<WireAnswer> {
  const reply = await intercept?.(record);
  if (reply === undefined) {
    const chosen = answerFor(answer, record);
    if (typeof chosen === "string") return problem(500, "NO_SUCH_ANSWER", chosen);
    return withRequestId(complete(await askPrism(record, preferFor(chosen)), record.target));
  }
  refuse(replyShape(reply, "the reply", "the reply"));
  const given = toWireAnswer(reply);
  return hasHeader(given, "x-request-id") ? given : withRequestId(given);
}

function decide(record: OpenRecord, answer: WireAnswer): void {
  record.status = answer.status;
  record.answer = answer.body;
  record.mayHaveBeenProcessed = !provesRefusal(answer.status, answer.body);
}

/** The response to a body of more than {@link maxBodySize}. */
export const tooLarge = () => problem(413, "BODY_TOO_LARGE", "The body has more than 10 MiB.");

/** The limit of Prism's own server. */
const maxBodySize = 10 * 1024 * 1024;

/** The body of a request, or nothing if it is too large. A body that is too large is read anyway, so that the client reads the response. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= maxBodySize) chunks.push(chunk);
  }
  return size <= maxBodySize ? Buffer.concat(chunks) : undefined;
}
