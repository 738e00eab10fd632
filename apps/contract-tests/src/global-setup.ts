import { canary, startMock } from "@aom-workflow/mock";

/** Aborts the run when Prism accepts a request that the contract forbids: every test against such a mock would be worth nothing. */
export default async function proveThatTheMockChecks(): Promise<void> {
  const mock = await startMock();
  try {
    await canary(mock);
  } finally {
    await mock.close();
  }
}
