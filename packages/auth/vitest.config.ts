import { fileURLToPath } from "node:url";
import { mergeConfig } from "vitest/config";
import shared from "../../vitest.shared.ts";

/** Tests run the sources, so what package.json maps to built files is mapped to theirs. Some replace modules, so each file has its own. */
export default mergeConfig(shared, {
  test: { isolate: true },
  resolve: { alias: { "#digest": fileURLToPath(new URL("src/signature/digest.node.ts", import.meta.url)) } },
});
