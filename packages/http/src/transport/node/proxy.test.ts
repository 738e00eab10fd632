import { afterEach, describe, expect, it, vi } from "vitest";
import { isExempt } from "./no-proxy.ts";
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

describe("which hosts NO_PROXY means, by the rules of Go and curl", () => {
  it.each<[list: string, url: string, exempt: boolean]>([
    ["*", "https://a.example/", true],
    ["b.example *", "https://a.example/", true],
    ["", "https://a.example/", false],
    [" , ,", "https://a.example/", false],
    ["a.example", "https://a.example/", true],
    ["A.Example", "https://a.example/", true],
    ["b.example,\ta.example ", "https://a.example/", true],
    // A name is that name and all below it.
    ["example.com", "https://aom.example.com/", true],
    ["example.com", "https://example.com/", true],
    ["example.com", "https://notexample.com/", false],
    ["example.com", "https://example.com.evil/", false],
    ["com", "https://example.com/", true],
    // With a dot it is those below it, as in Go; for curl it is the name as well.
    [".example.com", "https://aom.example.com/", true],
    [".example.com", "https://example.com/", false],
    ["*.example.com", "https://aom.example.com/", true],
    ["*.example.com", "https://example.com/", false],
    // A final dot means the same name, on either side.
    ["example.com.", "https://aom.example.com/", true],
    ["example.com", "https://aom.example.com./", true],
    ["example.com.", "https://aom.example.com./", true],
    [".", "https://a.example/", false],
    ["bücher.example", "https://aom.bücher.example/", true],
    ["xn--bcher-kva.example", "https://bücher.example/", true],
    // A port is that of the URL, or of its scheme.
    ["a.example:443", "https://a.example/", true],
    ["a.example:8443", "https://a.example/", false],
    ["a.example:8443", "https://a.example:8443/", true],
    ["example:80", "http://a.example/", true],
    ["a.example:", "https://a.example/", false],
    [":443", "https://a.example/", false],
    // Addresses, in whichever spelling.
    ["192.0.2.7", "https://192.0.2.7/", true],
    ["192.0.2.7:8443", "https://192.0.2.7:8443/", true],
    ["192.0.2.7:8443", "https://192.0.2.7/", false],
    ["2.7", "https://192.0.2.7/", false],
    ["192.0.2.7", "https://0xC0000207/", true],
    ["2001:db8::7", "https://[2001:db8::7]/", true],
    ["2001:DB8:0:0:0:0:0:7", "https://[2001:db8::7]/", true],
    ["2001:db8::7", "https://[2001:0db8:0::0007]/", true],
    ["[2001:db8::7]", "https://[2001:db8::7]:8443/", true],
    ["[2001:db8::7]:8443", "https://[2001:db8::7]:8443/", true],
    ["[2001:db8::7]:8443", "https://[2001:db8::7]/", false],
    ["2001:db8::7", "https://[2001:db8::8]/", false],
    ["::ffff:192.0.2.7", "https://192.0.2.7/", true],
    ["192.0.2.7", "https://[::ffff:192.0.2.7]/", true],
    // Networks.
    ["192.0.2.0/24", "https://192.0.2.7/", true],
    ["192.0.2.0/24", "https://198.51.100.7/", false],
    ["192.0.2.0/24", "https://[::ffff:192.0.2.7]/", true],
    ["192.0.2.128/32", "https://192.0.2.128/", true],
    ["0.0.0.0/0", "https://192.0.2.7/", true],
    ["0.0.0.0/0", "https://[2001:db8::7]/", false],
    ["192.0.2.7/24", "https://192.0.2.200/", true],
    ["192.0.2/24", "https://192.0.2.7/", false],
    ["::/0", "https://[2001:db8::7]/", true],
    ["0:0:0:0:0:0:0:0/0", "https://[2001:db8::7]/", true],
    ["::/0", "https://192.0.2.7/", false],
    ["::/95", "https://192.0.2.7/", false],
    ["::/0", "https://a.example/", false],
    ["::/1", "https://[8000::7]/", false],
    ["::ffff:0:0/96", "https://192.0.2.7/", true],
    ["::ffff:c000:200/120", "https://192.0.2.7/", true],
    ["::ffff:192.0.2.0/120", "https://192.0.2.7/", true],
    ["::ffff:192.0.2.0/120", "https://192.0.3.7/", false],
    ["2001:0DB8:0:0:0:0:0:0/32", "https://[2001:db8::7]/", true],
    ["2001:db8::1/32", "https://[2001:db8:1::7]/", true],
    ["[2001:db8::]/32", "https://[2001:db9::7]/", false],
    ["64:ff9b::192.0.2.0/120", "https://[64:ff9b::c000:207]/", true],
    ["2001:db8::/129", "https://[2001:db8::7]/", false],
    ["2001:db8::/32", "https://[2001:db8::7]/", true],
    ["[2001:db8::]/32", "https://[2001:db8::7]/", true],
    ["2001:db8::/33", "https://[2001:db8:8000::7]/", false],
    ["192.0.2.0/33", "https://192.0.2.7/", false],
    ["192.0.2.0/-1", "https://192.0.2.7/", false],
    ["192.0.2.0/", "https://192.0.2.7/", false],
    ["x/y,/,/24", "https://192.0.2.7/", false],
    ["192.0.2.0/24", "https://a.example/", false],
    ["example.com/24", "https://example.com/", false],
  ])("%j for %s: %j", (list, url, exempt) => {
    const { hostname, port, protocol } = new URL(url);
    expect(isExempt(hostname, Number(port) || (protocol === "https:" ? 443 : 80), list)).toBe(exempt);
  });
});

it("a proxy without a scheme is used over http, for any URL", () => {
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
