import { testExamples } from "../../readme.shared.ts";

testExamples(new URL("README.md", import.meta.url), [/^true\nPOST once \{ action: 'restart' \}\n\[ 64, 64, 64 \]\n9 GET\ntrue true\n$/]);
