import { testExamples } from "../../readme.shared.ts";

testExamples(new URL("README.md", import.meta.url), [
  /^true\nPOST once \{ action: 'restart' \}\n\[ 'workflow_id', 'execution_id', 'node_id' \]\nGET execution\ntrue true\n$/,
]);
