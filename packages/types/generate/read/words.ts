/** `workflow_id` and `X-Project-Id` as names in code: `workflowId`, `xProjectId`. */
export function camelCase(name: string): string {
  const pascal = pascalCase(name);
  return pascal.charAt(0).toLowerCase() + pascal.slice(1);
}

/** `workflow_id` as the name of a type: `WorkflowId`. */
export function pascalCase(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

/** `listExecutionLogs` as a word on a command line: `list-execution-logs`. */
export function kebabCase(name: string): string {
  return name.replace(/(?<=[a-z0-9])[A-Z]|(?<=[A-Z])[A-Z](?=[a-z])/g, "-$&").toLowerCase();
}

/** Text of any number of lines as one line. */
export function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}
