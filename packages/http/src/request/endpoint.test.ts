import { describe, expect, it } from "vitest";
import { endpointProblem, normaliseEndpoint } from "./endpoint.ts";

describe("an endpoint", () => {
  it.each<[string, string]>([
    ["https://aom.example.com", "https://aom.example.com"],
    ["https://aom.example.com/", "https://aom.example.com"],
    ["https://example.com:8443/prefix//", "https://example.com:8443/prefix"],
    ["HTTPS://Example.COM:443/Prefix", "https://example.com/Prefix"],
    ["http://127.0.0.1:4010", "http://127.0.0.1:4010"],
    ["http://127.8.9.1:4010", "http://127.8.9.1:4010"],
    ["http://[::1]:4010", "http://[::1]:4010"],
    ["http://localhost:4010", "http://localhost:4010"],
    ["https://aom_1.example/a,b", "https://aom_1.example/a,b"],
    ["https://云.example", "https://xn--9kq.example"],
  ])("%s can be called, as %s", (endpoint, normal) => {
    expect(endpointProblem(endpoint)).toBeUndefined();
    expect(normaliseEndpoint(endpoint)).toBe(normal);
  });

  it.each<[unknown, string]>([
    ["", "must be an address such as"],
    [undefined, "must be an address such as"],
    [7, "must be an address such as"],
    ["aom.cn-north-4.myhuaweicloud.com", "must be an address such as"],
    ["ftp://example.com", "must be an address such as"],
    ["file:///etc/passwd", "must be an address such as"],
    ["https://user:pass@example.com", "must not contain a user name or a password"],
    ["https://user@example.com", "must not contain a user name or a password"],
    ["https://example.com/?a=1", "must not contain a query or a fragment"],
    ["https://example.com/#a", "must not contain a query or a fragment"],
    ["http://example.com", "must use https, since http would send the credentials in clear text"],
    ["http://127.0.0.1.example.com", "must use https"],
    ["http://localhost.example.com", "must use https"],
    ["http://10.0.0.1", "must use https"],
    ["https://a.example,https://b.example", "must be one address, not a list"],
    ["https://a.example;https://b.example", "must be one address, not a list"],
    ["https://a.example/,https://b.example/", "must be one address, not a list"],
    ["https://a.example/v1|https://b.example/", "must be one address, not a list"],
    ["https://a.example,b.example", "must be one address, not a list"],
    ["https://{region}.example", "must be an address such as"],
    ["https://a.example/,b.example", "must be one address, not a list"],
    ["https://a\u200b.example", "must be an address such as"],
    ["https://a.exa\nmple", "must be an address such as"],
    ["https://$HOST", "must be an address such as"],
    ["https://a*.example", "must be an address such as"],
  ])("%j cannot: it %s", (endpoint, problem) => {
    expect(endpointProblem(endpoint)).toMatch(problem);
    expect(endpointProblem(endpoint)).not.toContain("pass@");
  });

  it("may be plain http to another machine only if allowed, and nothing else even then", () => {
    expect(endpointProblem("http://10.0.0.1", true)).toBeUndefined();
    expect(endpointProblem("ftp://10.0.0.1", true)).toMatch("must be an address");
  });
});
