export { type ToolDefinition, toolDefinitions } from "./definitions.ts";
