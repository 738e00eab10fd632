import { type AnswerCheck, answerCheck } from "./answer-check.ts";
import { type AskPrism, prismAsker } from "./ask-prism.ts";
import type { Contract } from "./contract.ts";
import { operationsOf } from "./operations.ts";

/** Prism, with a contract. */
export interface Prism {
  readonly ask: AskPrism;
  /** The statuses that the contract declares, such as `404` or `4XX`. */
  readonly declared: readonly string[];
  /** Checks a response that is not Prism's own against the contract. */
  readonly violations: AnswerCheck;
}

/** Has Prism play a contract, in this process. */
export async function loadPrism(contract: Contract): Promise<Prism> {
  const { createLogger } = await import("./libraries.ts");
  const operations = await operationsOf(contract);
  const logger = createLogger("mock", { level: "silent" });
  const declared = operations.flatMap(({ responses }) => responses.map(({ code }) => code));
  return { declared, ask: await prismAsker(operations, logger), violations: await answerCheck(operations, logger) };
}
