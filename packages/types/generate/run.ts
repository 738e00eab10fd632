import { ContractError } from "../../../spec/read/contract-error.ts";

/** Runs a generator command: one line on success, one sentence and exit code 1 when the contract is at fault. */
export async function run(work: () => Promise<string>): Promise<void> {
  try {
    process.stdout.write(`${await work()}\n`);
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
