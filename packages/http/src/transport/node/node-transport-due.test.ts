import { startTlsFault } from "@aom-workflow/mock";
import { expect, test } from "vitest";
import { closed, eventually, failure, ok, send, serverWith, transportWith } from "../../../test/sending.ts";

test("a request that is no longer due once the connection is established is not sent, and the connection is ended", async () => {
  const { url, received, open } = await serverWith((socket) => void socket.write(ok));
  let asked = 0;
  const error = await failure(send(transportWith(), url, {}, { mayBeSent: () => ++asked < 2, ownConnection: true }));
  expect({ asked, notSent: error.notSent }).toEqual({ asked: 2, notSent: true });
  await eventually(() => open.size).toBe(0);
  expect(received.join("")).toBe("");
});

test("nor over TLS, after the handshake", async () => {
  const server = closed(await startTlsFault("none"));
  const { url, authority: ca } = server;
  let asked = 0;
  expect(await failure(send(transportWith({ ca }), url, {}, { mayBeSent: () => ++asked < 2, ownConnection: true }))).toMatchObject({
    notSent: true,
  });
  expect({ asked, requests: server.requests }).toEqual({ asked: 2, requests: 0 });
});

test("a request is not sent if `mayBeSent` throws", async () => {
  const { url, received } = await serverWith((socket) => void socket.write(ok));
  const mayBeSent = () => {
    throw new Error("enough");
  };
  expect(await failure(send(transportWith(), url, {}, { mayBeSent }))).toMatchObject({ notSent: true });
  expect(received.join("")).toBe("");
});
