import { channel } from "node:diagnostics_channel";
import { describe, expect, it } from "vitest";
import { watchConnectErrors } from "#connect-errors";
import { provesNotSent } from "./classify-network-error.ts";

const fetchFailed = (cause: unknown) => new TypeError("fetch failed", { cause });
const system = (code: string, more: object = {}) => Object.assign(new Error(code), { code, ...more });

describe("proof that nothing was sent", () => {
  it.each<[string, unknown, boolean]>([
    ["refused", fetchFailed(system("ECONNREFUSED", { syscall: "connect" })), true],
    ["no such host", fetchFailed(system("ENOTFOUND", { syscall: "getaddrinfo" })), true],
    ["resolver down", fetchFailed(system("EAI_AGAIN")), true],
    ["connect timed out", fetchFailed(system("UND_ERR_CONNECT_TIMEOUT")), true],
    ["no route while connecting", fetchFailed(system("EHOSTUNREACH", { syscall: "connect" })), true],
    ["a port that fetch blocks", fetchFailed(new Error("bad port")), true],
    ["certificate", fetchFailed(system("DEPTH_ZERO_SELF_SIGNED_CERT")), true],
    ["wrong host name", fetchFailed(system("ERR_TLS_CERT_ALTNAME_INVALID")), true],
    [
      "all addresses refused",
      fetchFailed(new AggregateError([system("ECONNREFUSED"), system("ENETUNREACH", { syscall: "connect" })])),
      true,
    ],
    ["one address refused, one reset", fetchFailed(new AggregateError([system("ECONNREFUSED"), system("ECONNRESET")])), false],
    ["no addresses", fetchFailed(new AggregateError([])), false],
    ["reset", fetchFailed(system("ECONNRESET", { syscall: "read" })), false],
    ["broken pipe", fetchFailed(system("EPIPE", { syscall: "write" })), false],
    ["no route on a standing connection", fetchFailed(system("EHOSTUNREACH", { syscall: "read" })), false],
    ["time-out on a standing connection", fetchFailed(system("ETIMEDOUT", { syscall: "read" })), false],
    ["closed by the other side", fetchFailed(system("UND_ERR_SOCKET")), false],
    ["headers timed out", fetchFailed(system("UND_ERR_HEADERS_TIMEOUT")), false],
    ["another runtime", new TypeError("Failed to fetch"), false],
    ["no error at all", "boom", false],
  ])("%s: %#", (_, error, proof) => {
    expect(provesNotSent(error)).toBe(proof);
  });

  it("an error that Node itself names as one of connecting counts, whatever its code; the same code later does not", async () => {
    watchConnectErrors();
    const connecting = system("ECONNRESET", { syscall: "read" });
    channel("undici:client:connectError").publish({ error: connecting });
    expect(provesNotSent(fetchFailed(connecting))).toBe(true);
    expect(provesNotSent(fetchFailed(system("ECONNRESET", { syscall: "read" })))).toBe(false);
  });

  it("survives causes in a circle", () => {
    const error = new Error("a");
    error.cause = error;
    expect(provesNotSent(error)).toBe(false);
  });
});
