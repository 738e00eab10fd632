import { contractOperations } from "../canary/contract-operations.ts";

/**
 * Makes what says which methods a contract has at an address. Prism answers another method with 405, but without the header `Allow`
 * that such an answer must have. Source: RFC 9110, 15.5.6, https://www.rfc-editor.org/rfc/rfc9110#section-15.5.6
 */
export function allowedMethods(document: object): (target: string) => readonly string[] {
  const places = contractOperations(document).map(({ method, path }) => ({ method, pattern: patternOf(path) }));
  return (target) => {
    const [path = ""] = target.split("?");
    return places.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
  };
}

function patternOf(path: string): RegExp {
  const literal = path.replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&");
  return new RegExp(`^${literal.replaceAll(/\{[^}]*\}/g, "[^/]+")}$`);
}
