import { operationPages } from "../src/operations/pages.ts";
import { renderOperation } from "../src/operations/render.ts";
import { sampleInput } from "../src/operations/sample-input.ts";

export default {
  paths: () =>
    Promise.all(
      operationPages.map(async (page) => {
        const { contract, mock, name, operation, docs } = page;
        return {
          params: { name, service: contract.name.toUpperCase(), mock, operation, docs, sample: sampleInput(page) },
          content: await renderOperation(page),
        };
      }),
    ),
};
