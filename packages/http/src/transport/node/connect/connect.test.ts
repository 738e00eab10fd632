import { expect, it } from "vitest";
import { eventually, failure, serverWith } from "../../../../test/sending.ts";
import { endingOf } from "../../ending-of.ts";
import { connect } from "./connect.ts";
import { Opening } from "./opening.ts";

it("a server that accepts and then says nothing in the handshake is given up in time, as not sent, and let go", async () => {
  const server = await serverWith(() => {});
  const settings = { proxy: false, secureContext: () => undefined, connectTimeoutMs: 50 } as const;
  const { signal } = new AbortController();
  const failed = await failure(connect(`https://127.0.0.1:${server.port}`, settings, endingOf({ signal }), new Opening()));
  expect(failed).toMatchObject({ notSent: true, code: "ETIMEDOUT", cause: { message: "No connection within 0.05 s." } });
  await eventually(() => server.open.size).toBe(0);
});
