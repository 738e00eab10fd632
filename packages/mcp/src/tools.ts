export { type ToolDefinition, toolDefinitions } from "./tool/definitions.ts";
