import { mergeConfig } from "vitest/config";
import shared from "../../vitest.shared.ts";

// GitHub's parser imports JSON as only bundlers take it, and its source maps lead nowhere.
export default mergeConfig(shared, { logLevel: "error", test: { server: { deps: { inline: [/@actions\/workflow-parser/] } } } });
