import type { WireAnswer } from "../answer/reply.ts";
import { contractOperations } from "../canary/contract-operations.ts";
import { pathPattern } from "./path-pattern.ts";

/** Completes a response of Prism. */
export type Completion = (answer: WireAnswer, target: string) => WireAnswer;

/**
 * Returns a function that adds the header `Allow` to Prism's 405, which must list the allowed methods.
 * Source: RFC 9110, 15.5.6, https://www.rfc-editor.org/rfc/rfc9110#section-15.5.6
 */
export function withAllowedMethods(document: object): Completion {
  const places = contractOperations(document).map(({ method, path }) => ({ method, pattern: pathPattern(path) }));
  return (answer, target) => {
    if (answer.status !== 405 || !/"type":"[^"]*#NO_METHOD_MATCHED_ERROR"/.test(answer.body.toString())) return answer;
    const [path = ""] = target.split("?");
    const methods = places.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
    return { ...answer, rawHeaders: [...answer.rawHeaders, "Allow", methods.join(", ")] };
  };
}
