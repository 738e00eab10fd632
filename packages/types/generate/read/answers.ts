import { readAll } from "../../../../spec/read/contract-error.ts";
import type { Place } from "../../../../spec/read/place.ts";

/** A response that the contract declares. */
export interface DeclaredAnswer {
  status: number;
  /** The JSON body; undefined if there is none. */
  body?: { mediaType: string; schema: Place };
}

const json = /^application\/(.+\+)?json(\s*;.*)?$/;

/** The responses of an operation, successes and errors apart. */
export function readAnswers(operation: Place): { success: DeclaredAnswer[]; errors: DeclaredAnswer[] } {
  const responses = operation.at("responses");
  const answers = readAll(
    responses.entries().map(
      ([status, response]) =>
        () =>
          readAnswer(status, response, responses),
    ),
  );
  const success = answers.filter(({ status }) => isSuccess(status));
  if (success.length === 0) throw responses.refusal("must declare an answer that means success, 200 to 299");
  return { success, errors: answers.filter(({ status }) => !isSuccess(status)) };
}

function readAnswer(key: string, response: Place, responses: Place): DeclaredAnswer {
  if (!/^[1-9]\d\d$/.test(key)) throw responses.refusal(`the status ${key} is not supported; each status is declared by its number`);
  const status = Number(key);
  const types = response.at("content").entries();
  const found = types.find(([type]) => json.test(type));
  if (types.length > 0 && !found) {
    throw response.at("content").refusal(`an answer of ${types.map(([type]) => type).join(", ")} is not supported; only JSON is`);
  }
  if (found && !found[1].has("schema")) throw found[1].refusal("an answer must have a schema");
  return found ? { status, body: { mediaType: found[0], schema: found[1].at("schema") } } : { status };
}

function isSuccess(status: number): boolean {
  return status >= 200 && status <= 299;
}
