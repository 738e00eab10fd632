import { inspect } from "node:util";
import { startTlsFault, type TlsFaultKind } from "@aom-workflow/mock";
import { afterEach, describe, expect, it, vi } from "vitest";
import { connectProxy, type ProxyConduct } from "../../../../../tools/lab/connect-proxy.ts";
import { closed, eventually, failure, ok, send, serverWith, transportWith } from "../../../test/sending.ts";
import { nodeTransport } from "./node-transport.ts";

afterEach(() => vi.unstubAllEnvs());

const keeping = () => serverWith((socket) => void socket.write(ok));
const tlsServer = async (kind: TlsFaultKind = "none") => closed(await startTlsFault(kind));
const proxyThat = async (conduct: ProxyConduct) => closed(await connectProxy(conduct));

describe("through a proxy", () => {
  it("TLS is spoken with the server itself, and the proxy sees no header of the request", async () => {
    const [server, proxy] = [await tlsServer(), await proxyThat("tunnel")];
    const transport = transportWith({ ca: server.authority, proxy: proxy.url });
    const response = await send(transport, server.url, { headers: { "x-auth-token": "s3cret" } });
    expect(response.text).toBe('{"result":"success"}');
    const { host } = new URL(server.url);
    expect(proxy.asked).toEqual([{ authority: host, headers: { host } }]);
    expect(server.requests).toBe(1);
    transport.close?.();
    await eventually(() => proxy.open.size).toBe(0);
  });

  it("http: goes through a tunnel, too", async () => {
    const [server, proxy] = [await serverWith(ok), await proxyThat("tunnel")];
    expect(await send(transportWith({ proxy: proxy.url }), server.url)).toMatchObject({ text: "ok" });
    expect(proxy.asked.map(({ authority }) => authority)).toEqual([`127.0.0.1:${server.port}`]);
    expect(server.received[0]).toMatch(/^POST \/ HTTP\/1\.1\r\n/);
    await eventually(() => proxy.open.size).toBe(0);
  });

  it("gets its user and password, decoded, and no other server does", async () => {
    const [server, proxy] = [await serverWith(ok), await proxyThat("tunnel")];
    await send(transportWith({ proxy: proxy.url.replace("//", "//me%40corp:p%3Ass@") }), server.url);
    expect(proxy.asked[0]?.headers["proxy-authorization"]).toBe(`Basic ${btoa("me@corp:p:ss")}`);
    expect(server.received[0]).not.toMatch(/proxy-authorization/i);
  });

  it.each(["http", "https"])("a kept connection is one tunnel (%s)", async (scheme) => {
    const server = scheme === "http" ? await keeping() : await tlsServer();
    const proxy = await proxyThat("tunnel");
    const transport = transportWith({ proxy: proxy.url, ...("authority" in server && { ca: server.authority }) });
    for (let call = 0; call < 3; call++) await send(transport, server.url);
    expect(proxy.asked).toHaveLength(1);
  });
});

describe("a proxy that fails before the connection is established: nothing was sent, nothing stays open, no password is shown", () => {
  it.each<[string, ProxyConduct, "http" | "https", RegExp | string]>([
    ["refuses for want of credentials", 407, "https", "ERR_PROXY_AUTHENTICATION"],
    ["refuses", 403, "http", "ERR_PROXY_TUNNEL"],
    ["answers with an interim status", 100, "http", "ERR_PROXY_TUNNEL"],
    ["answers in the place of the server", "speaks-first", "http", "ERR_PROXY_TUNNEL"],
    ["dies on CONNECT", "dies", "https", "ECONNRESET"],
    ["dies on the handshake through it", "dies-after-opening", "https", "ECONNRESET"],
  ])("%s", async (_, conduct, scheme, code) => {
    const [server, proxy] = [scheme === "https" ? await tlsServer() : await serverWith(ok), await proxyThat(conduct)];
    const { error, ...failed } = await failure(send(transportWith({ proxy: proxy.url.replace("//", "//user:hunter22@") }), server.url));
    expect(failed).toMatchObject({ notSent: true, code });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(new RegExp(`hunter22|${btoa("user:hunter22")}`));
    expect(proxy.asked).toHaveLength(1);
    await eventually(() => proxy.open.size).toBe(0);
  });

  it("does not listen", async () => {
    const transport = transportWith({ proxy: "http://user:hunter22@127.0.0.1:1" });
    const { error, ...failed } = await failure(send(transport, "https://aom.nowhere.invalid"));
    expect(failed).toMatchObject({ notSent: true, code: "ECONNREFUSED" });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("hunter22");
  });

  it("the server behind it shows a wrong certificate", async () => {
    const [server, proxy] = [await tlsServer("wrong-host"), await proxyThat("tunnel")];
    const failed = await failure(send(transportWith({ ca: server.authority, proxy: proxy.url }), server.url));
    expect(failed).toMatchObject({ notSent: true, code: "ERR_TLS_CERT_ALTNAME_INVALID" });
    expect(server.requests).toBe(0);
    await eventually(() => proxy.open.size).toBe(0);
  });

  it("never answers: an abort ends the connection to it", async () => {
    const proxy = await proxyThat("never-answers");
    const controller = new AbortController();
    const { signal } = controller;
    const answer = failure(send(transportWith({ proxy: proxy.url }), "https://aom.nowhere.invalid", {}, { signal }));
    await eventually(() => proxy.asked.length).toBe(1);
    controller.abort("enough");
    expect(await answer).toMatchObject({ notSent: true, cause: "enough" });
    await eventually(() => proxy.open.size).toBe(0);
  });
});

it("if a proxy disconnects once the tunnel is open, the outcome is unknown: the request may have arrived", async () => {
  const [server, proxy] = [await serverWith(ok), await proxyThat("dies-after-opening")];
  const failed = await failure(send(transportWith({ proxy: proxy.url }), server.url));
  expect(failed).toMatchObject({ notSent: false, code: "ECONNRESET" });
  expect(proxy.asked).toHaveLength(1);
});

describe("the environment", () => {
  it("names the proxy, and the hosts that need none", async () => {
    const proxy = await proxyThat(403);
    vi.stubEnv("HTTP_PROXY", proxy.url);
    vi.stubEnv("NO_PROXY", "");
    await failure(send(transportWith({ proxy: undefined }), "http://gateway.invalid"));
    expect(proxy.asked).toMatchObject([{ authority: "gateway.invalid:80" }]);
    vi.stubEnv("NO_PROXY", "gateway.invalid");
    await failure(send(transportWith({ proxy: undefined }), "http://gateway.invalid"));
    expect(proxy.asked).toHaveLength(1);
  });

  it("is not used for this machine: clear text stays on it", async () => {
    const [server, proxy] = [await serverWith(ok), await proxyThat("tunnel")];
    vi.stubEnv("HTTP_PROXY", proxy.url);
    expect(await send(transportWith({ proxy: undefined }), server.url)).toMatchObject({ text: "ok" });
    expect(proxy.asked).toHaveLength(0);
  });

  it("an unknown proxy is distinguished from an unknown server", async () => {
    vi.stubEnv("HTTP_PROXY", "http://proxy.invalid:3128");
    const { notSent, cause, code } = await failure(send(transportWith({ proxy: undefined }), "http://gateway.invalid"));
    expect({ notSent, code }).toEqual({ notSent: true, code: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) });
    expect(cause.message).toMatch(/^The proxy proxy\.invalid:3128 could not be reached: getaddrinfo /);
  });

  it("is not asked when the proxy is switched off", async () => {
    const server = await serverWith(ok);
    vi.stubEnv("HTTP_PROXY", "http://127.0.0.1:1");
    expect(await send(transportWith({ proxy: false }), server.url)).toMatchObject({ text: "ok" });
  });

  it.each(["socks5://user:hunter22@127.0.0.1:1080", "user:hunter22@"])(
    "may name a proxy that cannot be used, %#: nothing was sent, and its URL is not shown",
    async (proxy) => {
      vi.stubEnv("HTTP_PROXY", proxy);
      const { error, notSent, code } = await failure(send(transportWith({ proxy: undefined }), "http://gateway.invalid"));
      expect({ notSent, code }).toEqual({ notSent: true, code: "ERR_PROXY_URL" });
      expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("hunter22");
    },
  );
});

it.each(["not a url user:hunter22", "socks5://user:hunter22@127.0.0.1", "http://user:hunter22@host:port"])(
  "an option %# that is not a proxy is refused at once, without showing it",
  (proxy) => {
    const error = (() => {
      try {
        return nodeTransport({ proxy });
      } catch (caught) {
        return caught as Error;
      }
    })();
    expect(error).toMatchObject({ code: "invalid-input", parameter: "proxy" });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("hunter22");
  },
);
