import { describe, expect, it } from "vitest";
import { iamEndpoint } from "./region.ts";

describe("regions", () => {
  it("have an endpoint of IAM each", () => {
    expect(iamEndpoint("cn-east-3")).toBe("https://iam.cn-east-3.myhuaweicloud.com");
  });

  it.each([null, 5, true, ["cn"]])("refuses %j, which is not a string but would look like an id as one", (region) => {
    expect(() => iamEndpoint(region as never)).toThrow(/^The region must be a text such as cn-north-4, not /);
  });

  it.each(["", "evil.example/", "cn-north-4\n", "CN", "-a", "a@b"])("refuses %j, which would send credentials elsewhere", (region) => {
    expect(() => iamEndpoint(region)).toThrow(/must be an id such as cn-north-4/);
  });
});
