import { testExamples } from "../../readme.shared.ts";

testExamples(new URL("README.md", import.meta.url), [
  /^200 \{ result: 'success' \}\n\/v1\/.* true\n$/,
  /^$/,
  /^1 (ECONNRESET|UND_ERR_SOCKET)\n2 429\n3 200\n1\n$/,
  /^1 200 .*\n2 200 .*\n3 200 .*\n\[ 0, 0, 1 \]\n$/,
  /^\S+ 0\n$/,
  /^no answer 400\npausing \[ 'check-by-hand' \] \{ 'run-script': 2, 'check-by-hand': 1 \}\n$/,
  /^\[ 'east', 'west' \]\nfail running\n$/,
  /^$/,
]);
