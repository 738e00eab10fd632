import { describe, expect, it } from "vitest";
import { type Place, resolveEndpoint, warningAbout } from "./endpoint.ts";

describe("endpoint", () => {
  it.each<[Place, string]>([
    [{ region: "cn-north-4" }, "https://aom.cn-north-4.myhuaweicloud.com"],
    [{ region: "eu-west-101" }, "https://aom.eu-west-101.myhuaweicloud.com"],
    [{ endpoint: "https://aom.example.com/" }, "https://aom.example.com"],
    [{ endpoint: "https://example.com:8443/prefix/" }, "https://example.com:8443/prefix"],
    [{ endpoint: "http://127.0.0.1:4010", region: "cn-north-4" }, "http://127.0.0.1:4010"],
    [{ endpoint: "http://127.8.9.1:4010" }, "http://127.8.9.1:4010"],
    [{ endpoint: "http://[::1]:4010" }, "http://[::1]:4010"],
    [{ endpoint: "http://localhost:4010" }, "http://localhost:4010"],
    [{ endpoint: "http://10.0.0.1", allowInsecureHttp: true }, "http://10.0.0.1"],
  ])("%j gives %s", (place, url) => {
    expect(resolveEndpoint(place)).toBe(url);
  });

  it.each<[Place, RegExp]>([
    [{}, /region is missing/],
    [{ region: "" }, /region must be a region id/],
    [{ region: "cn-north-4.evil.example/" }, /region must be a region id/],
    [{ region: "CN-NORTH-4" }, /lower-case/],
    [{ endpoint: "" }, /endpoint must be an address/],
    [{ endpoint: "aom.cn-north-4.myhuaweicloud.com" }, /endpoint must be an address/],
    [{ endpoint: "ftp://example.com" }, /endpoint must be an address/],
    [{ endpoint: "https://user:pass@example.com" }, /user name or a password/],
    [{ endpoint: "https://example.com/?a=1" }, /query/],
    [{ endpoint: "https://example.com/#a" }, /fragment/],
    [{ endpoint: "http://example.com" }, /must use https/],
    [{ endpoint: "http://127.0.0.1.example.com" }, /must use https/],
  ])("%j is refused", (place, message) => {
    expect(() => resolveEndpoint(place)).toThrow(message);
  });
});

describe("warning", () => {
  it.each<[Place, RegExp | undefined]>([
    [{ region: "cn-north-4" }, undefined],
    [
      { region: "cn-north-1" },
      /^The vendor has not opened workflows in cn-north-1; open are cn-north-4, cn-east-3, cn-east-2, cn-south-1\.$/,
    ],
    [{ region: "eu-west-101" }, /^The vendor lists no region of this name and so no workflows in eu-west-101; /],
    [{ region: "cn-north-1", endpoint: "https://aom.example.com" }, undefined],
  ])("of %j", (place, message) => {
    const warning = warningAbout(place);
    if (message) expect(warning?.message).toMatch(message);
    else expect(warning).toBeUndefined();
  });
});
