import { testExamples } from "../../tools/lab/readme.ts";

testExamples(new URL("README.md", import.meta.url));
