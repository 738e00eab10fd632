import { testExamples } from "../readme.shared.ts";

testExamples(new URL("README.md", import.meta.url), [/^$/]);
