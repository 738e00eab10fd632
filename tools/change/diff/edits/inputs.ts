import type { Edit } from "./edit.ts";

const nodeParameter = "name: node_id";

/** What people do to the inputs of an operation. */
export const editsOfInputs: readonly Edit[] = [
  {
    edit: "a parameter is renamed",
    from: nodeParameter,
    to: `${nodeParameter}_2`,
    bump: "minor",
    says: /input nodeId is now nodeId2/,
    advice: ["x-name: nodeId at node_id_2 spares callers the new name."],
  },
  {
    edit: "a parameter is renamed, and callers keep the name",
    from: nodeParameter,
    to: `${nodeParameter}_2\n      x-name: nodeId`,
    bump: "minor",
    says: /node_id_2/,
  },
  {
    edit: "a property of a body is renamed",
    from: /sort_field/g,
    to: "order_by",
    bump: "minor",
    says: /input sortField is now orderBy/,
    advice: ["x-name: sortField at order_by spares callers the new name."],
  },
  {
    edit: "a parameter is renamed, and its input keeps its name",
    from: "name: x_enterprise_project_id",
    to: "name: enterprise_project",
    bump: "minor",
    says: /enterprise_project/,
  },
  {
    edit: "an input is renamed",
    from: "x-name: enterpriseProjectId",
    to: "x-name: enterpriseProject",
    bump: "minor",
    says: /input enterpriseProjectId is now/,
  },
  { edit: "an input is named as it would be without", from: nodeParameter, to: `${nodeParameter}\n      x-name: nodeId`, bump: "patch" },
  {
    edit: "an input of a body is renamed",
    from: "        sort_field:\n",
    to: "        sort_field:\n          x-name: field\n",
    bump: "minor",
    says: /input sortField is now field/,
  },
  {
    edit: "a parameter moves to a header",
    from: `${nodeParameter}\n      in: query`,
    to: `${nodeParameter}\n      in: header`,
    bump: "minor",
  },
  {
    edit: "a parameter becomes required",
    from: "name: x_enterprise_project_id\n      in: query\n      required: false",
    to: "name: x_enterprise_project_id\n      in: query\n      required: true",
    bump: "minor",
  },
  {
    edit: "a parameter becomes optional",
    from: `${nodeParameter}\n      in: query\n      required: true`,
    to: `${nodeParameter}\n      in: query\n      required: false`,
    bump: "patch",
  },
  {
    edit: "a parameter is dropped",
    from: /( {10}|\n {8})- \$ref: "#\/components\/parameters\/EnterpriseProjectId"\n/,
    to: "\n",
    bump: "minor",
  },
  {
    edit: "a limit is lowered",
    from: `${nodeParameter}\n      in: query\n      required: true\n      description: Node that the execution stopped at – its \`id\` such as \`run-script\`, not its display name.\n      schema:\n        type: string\n        minLength: 1\n        maxLength: `,
    to: `${nodeParameter}\n      in: query\n      required: true\n      description: Node.\n      schema:\n        type: string\n        minLength: 1\n        maxLength: 2 # it was `,
    bump: "minor",
    says: /maxLength/,
  },
  { edit: "a limit is raised", from: "maximum: 100\n", to: "maximum: 200\n", bump: "patch" },
  {
    edit: "a lower limit is raised",
    from: "minLength: 32\n        maxLength: 32",
    to: "minLength: 33\n        maxLength: 33",
    bump: "minor",
  },
  {
    edit: "a pattern is added",
    from: "      example: run-script\n",
    to: '        pattern: "^[a-z-]+$"\n      example: run-script\n',
    bump: "minor",
  },
  { edit: "an action is dropped", from: "enum: [restart, skip, continue", to: "enum: [restart, skip", bump: "minor" },
  { edit: "an action is added", from: "enum: [restart, skip, continue", to: "enum: [restart, skip, continue, rewind", bump: "patch" },
  {
    edit: "a filter is added",
    from: "        search_time_start:\n",
    to: "        owner:\n          type: string\n        search_time_start:\n",
    bump: "patch",
  },
  {
    edit: "a filter becomes required",
    from: "required: [sort_field, sort_type]",
    to: "required: [sort_field, sort_type, search]",
    bump: "minor",
  },
  {
    edit: "a type of an input changes",
    from: "          type: integer\n          minimum: 1\n          maximum: 100",
    to: "          type: string\n          minLength: 1\n          maxLength: 100",
    bump: "minor",
  },
];
