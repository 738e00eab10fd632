import { createServer, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Serving, serve } from "../../../../tools/lab/servers.ts";
import { node } from "../fixtures/stopped-node.ts";
import { rest } from "./rest.ts";
import { clientOver, transports } from "./transports.ts";

const answer = (status: number, body: object) => {
  const text = JSON.stringify(body);
  return `HTTP/1.1 ${status} \r\nContent-Type: application/json\r\nContent-Length: ${text.length}\r\n\r\n${text}`;
};
const success = answer(200, { result: "success" });
const refusal = answer(404, { error_code: "AOM.31001306", error_msg: "Execution not exist." });

/** A server whose connections a test can write to at any moment. */
let server: Serving;
let reply: string;
let last: Socket;
let requests = 0;
beforeAll(async () => {
  server = await serve(
    createServer({ noDelay: true }, (socket) => {
      socket.on("data", () => {
        last = socket;
        requests++;
        socket.write(reply);
      });
    }),
  );
});
afterAll(() => server.close());

describe.each(transports)("over $name", (sending) => {
  it.each([
    { unsolicited: refusal, reply: success, outcome: "applied" },
    { unsolicited: success, reply: refusal, outcome: "rejected" },
  ])(
    "an answer that has arrived when the next call begins, and that the event loop has not seen yet, is not that call's: $outcome",
    async (each) => {
      const client = clientOver(sending, server.url);
      for (let round = 0; round < 10; round++) {
        reply = success;
        expect(await client.safe.restart(node)).toMatchObject({ outcome: "applied" });
        await rest(5);
        const before = requests;
        reply = each.reply;
        last.write(each.unsolicited);
        expect(await client.safe.restart(node)).toMatchObject({
          outcome: each.outcome,
          ...(each.outcome === "applied" && { attempts: 1 }),
        });
        expect(requests).toBe(before + 1);
      }
    },
  );
});
