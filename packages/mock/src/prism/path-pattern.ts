/** What an address must look like to be at a path of a contract; what stands for a parameter is a group with its name. */
export function pathPattern(path: string): RegExp {
  const literal = path.replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&");
  return new RegExp(`^${literal.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)").replaceAll(/\{[^}]*\}/g, "[^/]+")}$`);
}
