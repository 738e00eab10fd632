import type { Edit } from "./edit.ts";

/** What people do to answers, good and bad ones. */
export const editsOfAnswers: readonly Edit[] = [
  {
    edit: "an answer gains a property",
    from: "        execution_id:\n          type: string\n          example: 0c9f",
    to: "        queue:\n          type: string\n        execution_id:\n          type: string\n          example: 0c9f",
    bump: "patch",
    says: /Execution has queue/,
  },
  { edit: "an answer loses a property", from: / {8}total_elements:\n.*\n.*\n/, to: "", bump: "minor" },
  { edit: "a property of an answer is renamed", from: "        begin_time:\n", to: "        start_time:\n", bump: "minor" },
  {
    edit: "a property of an answer may be null",
    from: "        is_delete:\n          description: Is the workflow deleted?\n          type: boolean",
    to: '        is_delete:\n          description: Is the workflow deleted?\n          type: [boolean, "null"]',
    bump: "minor",
  },
  { edit: "a property of an answer has another type", from: "type: [string, object]", to: "type: string", bump: "minor" },
  {
    edit: "a property of an error is no longer required",
    from: "required: [error_code, error_msg]\n      properties:\n        error_code:\n          description: Starts",
    to: "required: [error_code]\n      properties:\n        error_code:\n          description: Starts",
    bump: "minor",
  },
  {
    edit: "a code of an error has another type",
    from: /(?<=error_code:\n {10}description: Starts.*\n {10}type: )string/,
    to: "integer",
    bump: "minor",
  },
  {
    edit: "a closed set of words in an answer gains one",
    given: {
      from: "        ignore_error:\n",
      to: "        phase:\n          type: string\n          enum: [a, b]\n        ignore_error:\n",
    },
    from: "enum: [a, b]",
    to: "enum: [a, b, c]",
    bump: "minor",
    says: /may be c/,
  },

  { edit: "a status is dropped", from: / {8}"494":\n.*\n(?=(.*\n){8}\ncomponents)/, to: "", bump: "minor", says: /494 is gone/ },
  {
    edit: "a status is added",
    from: '        "413":\n',
    to: '        "409":\n          $ref: "#/components/responses/NotFound"\n        "413":\n',
    bump: "patch",
    says: /409 is new/,
  },
  {
    edit: "success has another status",
    from: '        "200":\n          $ref: "#/components/responses/Started"',
    to: '        "202":\n          $ref: "#/components/responses/Started"',
    bump: "minor",
  },
];
