import { connect } from "node:net";
import { expect } from "vitest";
import { type OddRequest, oddRequest, randomFrom } from "./odd-request.ts";
import type { OwnProcess } from "./own-process.ts";
import { rawExchange } from "./raw-exchange.ts";

/** How many odd requests each server meets: a short look in every test run, 20,000 by a command in CONTRIBUTING.md. */
const count = Number(process.env.ODD_REQUESTS ?? 200);
const seed = Number(process.env.ODD_SEED ?? 23);

/** A request that the server must still answer correctly. */
export interface GoodRequest {
  readonly request: string;
  readonly answer: RegExp;
}

export const oddRequests = `${count} odd requests (ODD_SEED=${seed})`;

/** Sends odd requests. Each is answered, though never by a 5xx, and the good one after it rightly; the server lives and complains of nothing. */
export async function survives(server: OwnProcess, targets: readonly string[], { request, answer }: GoodRequest): Promise<void> {
  const random = randomFrom(seed);
  for (let at = 0; at < count; at++) {
    const odd = oddRequest(random, targets);
    const seen = await exchange(server.port, odd);
    const what = `request ${at} ${JSON.stringify(odd.text.slice(0, 300))}: ${seen.slice(0, 300)}`;
    expect(server.alive, `${what}\n${server.stderr.slice(-1000)}`).toBe(true);
    if (odd.answerable) expect(seen, what).toMatch(/^HTTP\/1\.1 [1-4]\d\d /);
    expect((await rawExchange(server.port, request)).text, what).toMatch(answer);
  }
  expect(server.stderr).toBe("");
}

/** Sends a request and reads the head of the response, or leaves in the middle of a request. */
function exchange(port: number, { text, answerable }: OddRequest): Promise<string> {
  return new Promise((resolve) => {
    let seen = "";
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    const leave = () => socket.resetAndDestroy();
    socket.setTimeout(5_000, leave).on("error", () => {});
    socket.once("close", () => resolve(seen));
    socket.on("data", (chunk) => {
      seen += chunk.toString("latin1");
      if (seen.includes("\r\n\r\n")) leave();
    });
    socket.write(text, "latin1", () => answerable || setTimeout(leave, 1));
  });
}
