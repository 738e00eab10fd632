import { fileURLToPath } from "node:url";
import { mergeConfig } from "vitest/config";
import shared from "../../vitest.shared.ts";

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Tests run the sources, so what package.json maps to built files is mapped to theirs. */
export default mergeConfig(shared, {
  resolve: { alias: { "#clock": source("src/clock.node.ts"), "#default-transport": source("src/default-transport.node.ts") } },
});
