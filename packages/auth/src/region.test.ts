import { describe, expect, it } from "vitest";
import { checkEndpoint } from "./endpoint.ts";
import { aomEndpoint, iamEndpoint, isOpenIn } from "./region.ts";

describe("regions", () => {
  it("tells where the function is open, and admits what it does not know", () => {
    expect([isOpenIn("cn-north-4"), isOpenIn("ap-southeast-1"), isOpenIn("my-cloud-1"), isOpenIn("constructor")]).toEqual([
      true,
      false,
      undefined,
      undefined,
    ]);
  });

  it("has endpoints for listed and other regions", () => {
    expect(aomEndpoint("ap-southeast-1")).toBe("https://aom.ap-southeast-1.myhuaweicloud.com");
    expect(aomEndpoint("xx-new-1")).toBe("https://aom.xx-new-1.myhuaweicloud.com");
    expect(iamEndpoint("cn-east-3")).toBe("https://iam.cn-east-3.myhuaweicloud.com");
  });

  it.each(["", "evil.example/", "cn-north-4\n", "CN", "-a", "a@b"])("refuses %j, which would send credentials elsewhere", (region) => {
    expect(() => iamEndpoint(region)).toThrow(/must be an id such as cn-north-4/);
  });
});

describe("endpoints", () => {
  it.each(["https://iam.example.org", "https://iam.example.org:8443/", "http://127.0.0.1:4010", "http://localhost:1", "http://[::1]:1"])(
    "takes %s",
    (endpoint) => {
      expect(checkEndpoint(endpoint)).toBe(endpoint.replace(/\/$/, ""));
    },
  );

  it("takes plain http to another host only when told to", () => {
    expect(() => checkEndpoint("http://iam.example.org")).toThrow(expect.objectContaining({ code: "insecure-endpoint" }));
    expect(() => checkEndpoint("http://127.0.0.1.example.org")).toThrow(expect.objectContaining({ code: "insecure-endpoint" }));
    expect(checkEndpoint("http://iam.example.org", { allowPlainHttp: true })).toBe("http://iam.example.org");
  });

  it.each(["iam.example.org", "ftp://x", "https://u:p@x", "https://x/y", "https://x?y", ""])("refuses %j", (endpoint) => {
    expect(() => checkEndpoint(endpoint)).toThrow(expect.objectContaining({ code: "invalid-option" }));
  });
});
