import { operationPages } from "../src/operations/pages.ts";

export interface Listed {
  readonly contract: string;
  readonly name: string;
  readonly summary: string;
  readonly effect: string;
}

declare const data: readonly Listed[];

export { data };

export default {
  load: (): readonly Listed[] =>
    operationPages.map(({ contract, name, operation, docs }) => ({
      contract: contract.name,
      name,
      summary: docs.summary,
      effect: operation.effect,
    })),
};
