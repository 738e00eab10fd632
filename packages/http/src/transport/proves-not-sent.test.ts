import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { provesNotSent } from "./proves-not-sent.ts";

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
    [
      "of another realm",
      runInNewContext(`new TypeError("fetch failed", { cause: Object.assign(new Error(), { code: "ENOTFOUND" }) })`),
      true,
    ],
    ["addresses of another realm", runInNewContext(`new AggregateError([Object.assign(new Error(), { code: "ECONNREFUSED" })])`), true],
    ["reset", fetchFailed(system("ECONNRESET", { syscall: "read" })), false],
    ["broken pipe", fetchFailed(system("EPIPE", { syscall: "write" })), false],
    ["no route on an established connection", fetchFailed(system("EHOSTUNREACH", { syscall: "read" })), false],
    ["timeout on an established connection", fetchFailed(system("ETIMEDOUT", { syscall: "read" })), false],
    ["closed by the other side", fetchFailed(system("UND_ERR_SOCKET")), false],
    ["headers timed out", fetchFailed(system("UND_ERR_HEADERS_TIMEOUT")), false],
    ["another runtime", new TypeError("Failed to fetch"), false],
    ["no error at all", "boom", false],
    ["nothing", undefined, false],
    ["null", null, false],
    ["an object without a prototype", Object.assign(Object.create(null), { code: "ECONNREFUSED" }), true],
  ])("%s: %#", (_, error, proof) => {
    expect(provesNotSent(error)).toBe(proof);
  });

  it("survives causes in a circle", () => {
    const error = new Error("a");
    error.cause = error;
    expect(provesNotSent(error)).toBe(false);
  });

  it("survives a value that throws when inspected", () => {
    const error = new Proxy(
      {},
      {
        get: () => {
          throw new Error("hands off");
        },
      },
    );
    expect(provesNotSent(error)).toBe(false);
  });
});
