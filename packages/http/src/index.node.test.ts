import { expect, it } from "vitest";
import { createConnection } from "./index.node.ts";

it.each([undefined, null])("a connection made of %s is refused by name", (options) => {
  expect(() => createConnection(options as never)).toThrow("options must be an object. Nothing was sent.");
});
