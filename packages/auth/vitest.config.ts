import { fileURLToPath } from "node:url";
import { mergeConfig } from "vitest/config";
import shared from "../../vitest.shared.ts";

/** Tests run the sources, so what package.json maps to built files is mapped to theirs. */
export default mergeConfig(shared, {
  resolve: { alias: { "#digest": fileURLToPath(new URL("src/signature/digest.node.ts", import.meta.url)) } },
});
