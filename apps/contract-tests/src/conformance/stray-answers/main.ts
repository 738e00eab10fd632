import { parseArgs } from "node:util";
import { nodes, playOn } from "./on-each-node.ts";

/**
 * `pnpm schedules`: random schedules of calls and stray answers, over each transport and on each Node, and a line for each with the results of
 * them. Fails where an outcome was wrong or something was done twice. `--calls N` over each transport, `--seed N`.
 */
const { values } = parseArgs({ options: { calls: { type: "string", default: "20000" }, seed: { type: "string" } } });
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
const print = (line: string) => void process.stdout.write(`${line}\n`);

async function play({ version, path }: (typeof nodes)[number]): Promise<boolean> {
  if (path === undefined) {
    print(`${version} is not installed.`);
    return false;
  }
  const played = await playOn(path, Number(values.calls), seed);
  for (const { node, transport, calls, wrongApplied, wrongRejected, doneTwice, wrongReadings, server, problem } of played) {
    const wrong = `wrong applied ${wrongApplied}, wrong rejected ${wrongRejected}, done twice ${doneTwice}, wrong readings ${wrongReadings}`;
    const happened = `${server.strays} stray answers, ${server.crossings} crossings, ${server.connections} connections`;
    print(`${node} ${transport}: ${calls} calls, ${wrong} (${happened})`);
    if (problem !== null) print(`  ${problem}`);
  }
  return played.every(({ problem }) => problem === null);
}

print(`${values.calls} calls over each transport, seed ${seed}`);
for (const node of nodes) {
  if (!(await play(node))) process.exitCode = 1;
}
