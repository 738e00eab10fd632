import { type Cell, MissingError, type Result } from "./cell.ts";

/**
 * Runs cells, some at the same time.
 *
 * @param tell called with each result as it comes
 */
export async function runCells(cells: readonly Cell[], atOnce: number, tell: (result: Result) => void): Promise<readonly Result[]> {
  const results: Result[] = [];
  const waiting = [...cells];
  const work = async () => {
    for (let cell = waiting.shift(); cell; cell = waiting.shift()) {
      const result = await resultOf(cell);
      results.push(result);
      tell(result);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}

async function resultOf({ title, run }: Cell): Promise<Result> {
  try {
    return { title, verdict: "ok", text: (await run()) ?? "" };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { title, verdict: error instanceof MissingError ? "missing" : "red", text };
  }
}
