/** A file of its own, so that the parser is loaded only when there is a file to parse, and without what writes YAML. */
export { load as parseYaml } from "js-yaml";
