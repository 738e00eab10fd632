import { get } from "node:https";
import { expect, test } from "vitest";
import { startTlsFault, type TlsFaultKind } from "./tls-fault.ts";

const outcomes: [TlsFaultKind, RegExp][] = [
  ["none", /^200$/],
  ["self-signed", /^DEPTH_ZERO_SELF_SIGNED_CERT/],
  ["expired", /^CERT_HAS_EXPIRED/],
  ["wrong-host", /^ERR_TLS_CERT_ALTNAME_INVALID/],
  ["plain-http", /wrong version number|packet length too long/],
  ["close-in-handshake", /^ECONNRESET .*before secure TLS connection was established/],
  ["reset-in-handshake", /^ECONNRESET read/],
  ["old-protocol", /alert protocol version/],
];

test.each(outcomes)("over TLS with fault %s a client that trusts the authority sees %s", async (kind, outcome) => {
  const server = await startTlsFault(kind);
  try {
    expect(await outcomeOf(server.url, server.authority)).toMatch(outcome);
    expect(server.connections).toBe(1);
    expect(server.requests).toBe(kind === "none" ? 1 : 0);
  } finally {
    await server.close();
    await server.close();
  }
});

function outcomeOf(url: string, ca: string): Promise<string> {
  return new Promise((resolve) => {
    get(url, { ca, agent: false }, (answer) => answer.resume().once("end", () => resolve(String(answer.statusCode)))).once(
      "error",
      (error: NodeJS.ErrnoException) => resolve(`${error.code} ${error.message}`),
    );
  });
}
