/** A pattern for the URLs of a path of the contract; each parameter is a group with its name. */
export function pathPattern(path: string): RegExp {
  const literal = path.replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&");
  return new RegExp(`^${literal.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)").replaceAll(/\{[^}]*\}/g, "[^/]+")}$`);
}
