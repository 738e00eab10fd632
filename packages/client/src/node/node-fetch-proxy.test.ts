import { inspect } from "node:util";
import { startTlsFault, type TlsFaultKind } from "@aom-workflow/mock";
import { afterEach, describe, expect, it, vi } from "vitest";
import { provesNotSent } from "../classify-network-error.ts";
import { isConnectError } from "./connect-errors.ts";
import { connectProxy, type ProxyConduct } from "./connect-proxy.test-support.ts";
import { closed, failure, ok, serverWith } from "./fixtures.test-support.ts";
import { type NodeFetchOptions, nodeFetch } from "./node-fetch.ts";

afterEach(() => vi.unstubAllEnvs());

const httpServer = () => serverWith(ok);
const tlsServer = async (kind: TlsFaultKind = "none") => closed(await startTlsFault(kind));
const proxyThat = async (conduct: ProxyConduct) => closed(await connectProxy(conduct));
const post = (url: string, options: NodeFetchOptions, init?: RequestInit) => nodeFetch(options)(url, { method: "POST", ...init });
describe("through a proxy", () => {
  it("TLS is spoken with the server itself, and the proxy sees no header of the request", async () => {
    const [server, proxy] = [await tlsServer(), await proxyThat("tunnel")];
    const init = { headers: { "X-Auth-Token": "s3cret" } };
    const response = await post(server.url, { ca: server.authority, proxy: proxy.url }, init);
    expect(await response.json()).toEqual({ result: "success" });
    const { host } = new URL(server.url);
    expect(proxy.asked).toEqual([{ authority: host, headers: { host, connection: "close" } }]);
    expect(server.requests).toBe(1);
    await expect.poll(() => proxy.open.size, { message: "connections of the proxy" }).toBe(0);
  });

  it("http: goes through a tunnel, too", async () => {
    const [server, proxy] = [await httpServer(), await proxyThat("tunnel")];
    expect(await (await post(server.url, { proxy: proxy.url })).text()).toBe("ok");
    expect(proxy.asked.map(({ authority }) => authority)).toEqual([`127.0.0.1:${server.port}`]);
    expect(server.received[0]).toMatch(/^POST \/ HTTP\/1\.1\r\n/);
    await expect.poll(() => proxy.open.size, { message: "connections of the proxy" }).toBe(0);
  });

  it("its user and password are told to it, decoded, and to nobody else", async () => {
    const [server, proxy] = [await httpServer(), await proxyThat("tunnel")];
    await (await post(server.url, { proxy: proxy.url.replace("//", "//me%40corp:p%3Ass@") })).text();
    expect(proxy.asked[0]?.headers["proxy-authorization"]).toBe(`Basic ${btoa("me@corp:p:ss")}`);
    expect(server.received[0]).not.toMatch(/proxy-authorization/i);
  });

  it("a kept connection is one tunnel", async () => {
    const server = await serverWith((socket) => void socket.write(ok));
    const proxy = await proxyThat("tunnel");
    const fetch = closed(nodeFetch({ proxy: proxy.url, keepAlive: true }));
    for (let call = 0; call < 3; call++) await (await fetch(server.url)).text();
    expect(proxy.asked).toHaveLength(1);
  });
});

describe("a proxy that fails, before the connection stands: nothing was sent, nothing stays open, no password is shown", () => {
  it.each<[string, ProxyConduct, "http" | "https", RegExp | string]>([
    ["refuses for want of credentials", 407, "https", "ERR_PROXY_TUNNEL"],
    ["refuses", 403, "http", "ERR_PROXY_TUNNEL"],
    ["answers with an interim status", 100, "http", "ERR_PROXY_TUNNEL"],
    ["answers in the place of the server", "speaks-first", "http", "ERR_PROXY_TUNNEL"],
    ["dies on CONNECT", "dies", "https", "ECONNRESET"],
    ["dies on the handshake through it", "dies-after-opening", "https", "ECONNRESET"],
  ])("%s", async (_, conduct, scheme, code) => {
    const [server, proxy] = [scheme === "https" ? await tlsServer() : await httpServer(), await proxyThat(conduct)];
    const error = await failure(post(server.url, { proxy: proxy.url.replace("//", "//user:hunter22@") }));
    expect(error.code).toBe(code);
    expect([isConnectError(error), provesNotSent(error)]).toEqual([true, true]);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(new RegExp(`hunter22|${btoa("user:hunter22")}`));
    expect(proxy.asked).toHaveLength(1);
    await expect.poll(() => proxy.open.size, { message: "connections of the proxy" }).toBe(0);
  });

  it("does not listen", async () => {
    const error = await failure(post("https://aom.nowhere.invalid", { proxy: "http://user:hunter22@127.0.0.1:1" }));
    expect([error.code, isConnectError(error)]).toEqual(["ECONNREFUSED", true]);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("hunter22");
  });

  it("the server behind it shows a wrong certificate", async () => {
    const [server, proxy] = [await tlsServer("wrong-host"), await proxyThat("tunnel")];
    const error = await failure(post(server.url, { ca: server.authority, proxy: proxy.url }));
    expect([error.code, isConnectError(error)]).toEqual(["ERR_TLS_CERT_ALTNAME_INVALID", true]);
    expect(server.requests).toBe(0);
    await expect.poll(() => proxy.open.size, { message: "connections of the proxy" }).toBe(0);
  });

  it("never answers: an abort ends the connection to it", async () => {
    const proxy = await proxyThat("never-answers");
    const controller = new AbortController();
    const answer = failure(post("https://aom.nowhere.invalid", { proxy: proxy.url }, { signal: controller.signal }));
    await expect.poll(() => proxy.asked.length).toBe(1);
    controller.abort("enough");
    expect(await answer).toBe("enough");
    await expect.poll(() => proxy.open.size, { timeout: 200 }).toBe(0);
  });
});

it("a proxy that breaks off once the tunnel stands leaves doubt: the request may have got through", async () => {
  const [server, proxy] = [await httpServer(), await proxyThat("dies-after-opening")];
  const error = await failure(post(server.url, { proxy: proxy.url }));
  expect([error.code, isConnectError(error), provesNotSent(error)]).toEqual(["ECONNRESET", false, false]);
  expect(proxy.asked).toHaveLength(1);
});

describe("the environment", () => {
  it("names the proxy, and the hosts that need none", async () => {
    const [server, proxy] = [await httpServer(), await proxyThat("tunnel")];
    vi.stubEnv("HTTP_PROXY", proxy.url);
    vi.stubEnv("NO_PROXY", "");
    await (await post(server.url, {})).text();
    expect(proxy.asked).toHaveLength(1);
    vi.stubEnv("NO_PROXY", "127.0.0.1");
    await (await post(server.url, {})).text();
    expect(proxy.asked).toHaveLength(1);
  });

  it("is not asked when the proxy is switched off", async () => {
    const server = await httpServer();
    vi.stubEnv("HTTP_PROXY", "http://127.0.0.1:1");
    expect(await (await post(server.url, { proxy: false })).text()).toBe("ok");
  });

  it.each(["socks5://user:hunter22@127.0.0.1:1080", "user:hunter22@"])(
    "may name a proxy that cannot be used, %#: nothing was sent, and its URL is not shown",
    async (proxy) => {
      const server = await httpServer();
      vi.stubEnv("HTTP_PROXY", proxy);
      const error = await failure(post(server.url, {}));
      expect(isConnectError(error)).toBe(true);
      expect(inspect(error)).not.toContain("hunter22");
      expect(server.received).toEqual([]);
    },
  );
});

it.each(["not a url user:hunter22", "socks5://user:hunter22@127.0.0.1", "http://user:hunter22@host:port"])(
  "an option %# that is no proxy is refused at once, without showing it",
  (proxy) => {
    const error = (() => {
      try {
        return nodeFetch({ proxy });
      } catch (caught) {
        return caught as Error;
      }
    })();
    expect(error).toMatchObject({ code: "invalid-input", parameter: "proxy" });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("hunter22");
  },
);
