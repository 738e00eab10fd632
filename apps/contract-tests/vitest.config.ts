import { mergeConfig } from "vitest/config";
import shared from "../../vitest.shared.ts";

export default mergeConfig(shared, {
  test: { maxWorkers: 3, setupFiles: "src/fixtures/two-validators.ts" },
});
