import { describe, expect, it } from "vitest";
import { aomEndpoint, type EndpointOptions, regionProblem, resolveEndpoint, warningAbout } from "./region.ts";

describe("the endpoint of a place", () => {
  it.each<[EndpointOptions, string]>([
    [{ region: "cn-north-4" }, "https://aom.cn-north-4.myhuaweicloud.com"],
    [{ region: "eu-west-101" }, "https://aom.eu-west-101.myhuaweicloud.com"],
    [{ endpoint: "https://example.com:8443/prefix" }, "https://example.com:8443/prefix"],
    [{ endpoint: "http://127.0.0.1:4010", region: "cn-north-4" }, "http://127.0.0.1:4010"],
    [{ endpoint: "http://10.0.0.1", allowInsecureHttp: true }, "http://10.0.0.1"],
  ])("%j is %s", (place, url) => {
    expect(resolveEndpoint(place)).toBe(url);
  });

  it.each<[EndpointOptions, string]>([
    [{}, "region is missing: give a region such as cn-north-4, or an endpoint"],
    [{ region: "" }, "region must be a region id"],
    [{ region: "cn-north-4.evil.example/" }, "region must be a region id"],
    [{ region: "CN-NORTH-4" }, "lower-case letters"],
    [{ region: "cn-north-4.evil.example/", endpoint: "https://aom.example.com" }, "region must be a region id"],
    [{ endpoint: "aom.cn-north-4.myhuaweicloud.com" }, "endpoint must be an address"],
    [{ endpoint: "http://example.com" }, "endpoint must use https"],
  ])("%j has none", (place, message) => {
    expect(() => resolveEndpoint(place)).toThrow(message);
  });
});

describe("a region", () => {
  it("that the vendor lists has the vendor's endpoint, any other one of the same pattern", () => {
    expect(aomEndpoint("cn-north-4")).toBe("https://aom.cn-north-4.myhuaweicloud.com");
    expect(aomEndpoint("constructor")).toBe("https://aom.constructor.myhuaweicloud.com");
  });

  it.each([["cn-north-4"], ["eu-west-101"], ["a"]])("may be %j", (region) => {
    expect(regionProblem(region)).toBeUndefined();
  });

  it.each([[""], ["-a"], ["a--b"], ["a.b"], ["a b"], [undefined], [7]])("cannot be %j", (region) => {
    expect(regionProblem(region)).toMatch(/^must be a region id such as cn-north-4/);
  });
});

describe("the warning about a place", () => {
  it.each<[EndpointOptions, RegExp | undefined]>([
    [{ region: "cn-north-4" }, undefined],
    [{ endpoint: "https://aom.example.com" }, undefined],
    [
      { region: "cn-north-1" },
      /^The vendor has not opened workflows in cn-north-1\. Workflows are available in cn-north-4, cn-east-3, cn-east-2, cn-south-1\.$/,
    ],
    [{ region: "eu-west-101" }, /^Unknown region eu-west-101\. Workflows are available in /],
    [{ region: "constructor" }, /^Unknown region/],
    [{ region: "cn-north-1", endpoint: "https://aom.example.com" }, /^The vendor has not opened workflows in cn-north-1\. /],
  ])("%j: %s", (place, message) => {
    const warning = warningAbout(place);
    if (message) expect(warning).toMatchObject({ code: "function-not-open-in-region", message: expect.stringMatching(message) });
    else expect(warning).toBeUndefined();
  });
});
