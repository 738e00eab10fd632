import { canary, startMock } from "@aom-workflow/mock";
import { contractFile, contractNames } from "./fixtures/contract-file.ts";

/** Aborts the run when Prism accepts a request that a contract forbids: every test against such a mock would be worth nothing. */
export default async function proveThatTheMockChecks(): Promise<void> {
  for (const name of contractNames) {
    const mock = await startMock({ contract: contractFile(name) });
    try {
      await canary(mock);
    } finally {
      await mock.close();
    }
  }
}
