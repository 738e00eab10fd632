import { editsOfAnswers } from "./answers.ts";
import type { Edit } from "./edit.ts";
import { editsOfInputs } from "./inputs.ts";
import { editsOfOperations } from "./operations.ts";

/** What people do to contracts, each with what it means for users. */
export const edits: readonly Edit[] = [
  { edit: "nothing", from: "openapi: 3.1.0", to: "openapi: 3.1.0", bump: "none" },
  { edit: "a comment", from: "openapi: 3.1.0\n", to: "# ours\nopenapi: 3.1.0\n", bump: "patch" },
  { edit: "a summary", from: "summary: Stop an execution for good.", to: "summary: Stop an execution for ever.", bump: "patch" },
  { edit: "other quotes in an example", from: "value: { result: success }", to: 'value: { result: "success" }', bump: "patch" },
  {
    edit: "an example of an answer",
    from: "value: { result: success }",
    to: "value: { result: success, note: queued }",
    bump: "patch",
    says: /operate.*: the mock answers 200 "success" with note "queued"$/,
  },
  ...editsOfInputs,
  ...editsOfAnswers,
  ...editsOfOperations,
];
