import { operationPages } from "../src/operations/pages.ts";
import { renderOperation, renderOverview } from "../src/operations/render.ts";
import { sampleInput } from "../src/operations/sample-input.ts";

export default {
  paths: async () => {
    const pages = operationPages.map(async (page) => {
      const { contract, mock, name, operation, docs } = page;
      return {
        params: { name, service: contract.name.toUpperCase(), mock, operation, docs, sample: sampleInput(page) },
        content: await renderOperation(page),
      };
    });
    return [{ params: { name: "index" }, content: renderOverview() }, ...(await Promise.all(pages))];
  },
};
