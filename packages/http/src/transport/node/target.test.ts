import { expect, it } from "vitest";
import { targetOf } from "./target.ts";

it.each([
  [
    "https://aom.example/v1/a%2Fb?x=/y",
    { protocol: "https:", host: "aom.example", port: 443, servername: "aom.example" },
    "/v1/a%2Fb?x=/y",
  ],
  ["http://a/", { protocol: "http:", host: "a", port: 80 }, "/"],
  ["http://[::1]:8080/x", { protocol: "http:", host: "::1", port: 8080 }, "/x"],
  ["https://127.0.0.1", { protocol: "https:", host: "127.0.0.1", port: 443, servername: "" }, "/"],
])("%s leads to", (url, target, path) => {
  expect(targetOf(url)).toMatchObject({ target, path, host: new URL(url).host });
});

it.each(["ftp://a", "nothing", "http://", "http://a?b=", "http://a#b", "http://user@a", "http://:pass@a"])("refuses %s", (origin) => {
  expect(() => targetOf(origin)).toThrow(TypeError);
});
