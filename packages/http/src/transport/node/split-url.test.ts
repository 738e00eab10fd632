import { expect, it } from "vitest";
import { parseOrigin, splitUrl } from "./split-url.ts";

it.each([
  ["https://aom.example/v1/a%2Fb?x=/y", "https://aom.example", "/v1/a%2Fb?x=/y"],
  ["http://a/", "http://a", "/"],
  ["http://[::1]:8080/x", "http://[::1]:8080", "/x"],
  ["https://aom.example", "https://aom.example", "/"],
])("cuts %s before its path", (url, origin, target) => {
  expect(splitUrl(url)).toEqual({ origin, target });
  expect(parseOrigin(origin).origin).toBe(origin);
});

it.each(["ftp://a", "nothing", "http://", "http://a?b=", "http://a#b", "http://user@a", "http://:pass@a"])("refuses %s", (origin) => {
  expect(() => parseOrigin(origin)).toThrow(TypeError);
});
