import { afterEach, describe, expect, it, vi } from "vitest";
import { parseProxy, proxyFor } from "./proxy.ts";

afterEach(() => vi.unstubAllEnvs());

const aom = "https://aom.cn-north-4.myhuaweicloud.com/v1/x";
const proxy = "http://proxy.example:3128";

function hostOf(url: string, environment: Record<string, string>): string | undefined {
  for (const name of ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"]) {
    vi.stubEnv(name, "");
    vi.stubEnv(name.toLowerCase(), "");
  }
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  return proxyFor(url, "environment")?.host;
}

describe("which proxy the environment asks for", () => {
  it.each<[Record<string, string>, string, boolean]>([
    [{}, aom, false],
    [{ HTTPS_PROXY: proxy }, aom, true],
    [{ https_proxy: proxy }, aom, true],
    [{ ALL_PROXY: proxy }, aom, true],
    [{ HTTP_PROXY: proxy }, aom, false],
    [{ HTTP_PROXY: proxy }, "http://gateway.example/", true],
    [{ HTTPS_PROXY: proxy, NO_PROXY: "*" }, aom, false],
    [{ HTTPS_PROXY: proxy, no_proxy: "aom.cn-north-4.myhuaweicloud.com" }, aom, false],
    [{ HTTPS_PROXY: proxy, NO_PROXY: "other.example, .myhuaweicloud.com" }, aom, false],
    [{ HTTPS_PROXY: proxy, NO_PROXY: "*.myhuaweicloud.com" }, aom, false],
    [{ HTTPS_PROXY: proxy, NO_PROXY: "huaweicloud.com" }, aom, true],
    [{ HTTPS_PROXY: proxy, NO_PROXY: ".MyHuaweiCloud.com:443" }, aom, false],
    [{ HTTPS_PROXY: proxy, NO_PROXY: ".myhuaweicloud.com:8443" }, aom, true],
    [{ HTTPS_PROXY: proxy, NO_PROXY: "10.0.0.7" }, "https://10.0.0.7/", false],
    [{ HTTPS_PROXY: proxy, NO_PROXY: "[::1]" }, "https://[::1]:8443/", false],
    [{ HTTP_PROXY: proxy }, "http://127.0.0.1:4010/", false],
    [{ HTTP_PROXY: proxy }, "http://localhost:4010/", false],
    [{ HTTPS_PROXY: proxy }, "https://[::1]/", false],
    [{ HTTPS_PROXY: proxy, NO_PROXY: "a.example, *" }, aom, false],
    [{ HTTPS_PROXY: proxy, NO_PROXY: "192.0.2.0/24" }, "https://192.0.2.7/", false],
    [{ HTTPS_PROXY: proxy, NO_PROXY: "192.0.2.0/24" }, "https://198.51.100.7/", true],
    [{ HTTPS_PROXY: proxy, NO_PROXY: "2001:db8::/32" }, "https://[2001:db8::7]/", false],
    [{ HTTPS_PROXY: proxy, NO_PROXY: "192.0.2.0/99,x/y,/" }, "https://192.0.2.7/", true],
    [{ HTTPS_PROXY: "proxy.example:3128" }, aom, true],
    [{ ALL_PROXY: "proxy.example:3128" }, aom, true],
  ])("%j for %s: %j", (environment, url, proxied) => {
    expect(hostOf(url, environment)).toBe(proxied ? "proxy.example" : undefined);
  });
});

it("a proxy without a scheme is spoken to by http, whatever the URL has", () => {
  vi.stubEnv("HTTPS_PROXY", "proxy.example:3128");
  vi.stubEnv("https_proxy", "");
  vi.stubEnv("NO_PROXY", "");
  vi.stubEnv("no_proxy", "");
  expect(proxyFor(aom, "environment")).toEqual({ host: "proxy.example", port: 3128, secure: false, authorization: undefined });
});

it.each([
  ["http://proxy.example:3128", { host: "proxy.example", port: 3128, secure: false, authorization: undefined }],
  ["https://proxy.example", { host: "proxy.example", port: 443, secure: true, authorization: undefined }],
  ["http://[::1]", { host: "::1", port: 80, secure: false, authorization: undefined }],
  ["http://only-user@p", { host: "p", port: 80, secure: false, authorization: `Basic ${btoa("only-user:")}` }],
  ["http://u:100%@p", { host: "p", port: 80, secure: false, authorization: `Basic ${btoa("u:100%")}` }],
])("reads %s", (address, expected) => {
  expect(parseProxy(address)).toEqual(expected);
});
