import { installNode, thisNode } from "../../lab/node-versions.ts";
import { installPackages } from "./install/install-packages.ts";
import { findCores, moveTo } from "./machine/cores.ts";
import { cleanEnvironment } from "./machine/environment.ts";
import type { Comparison } from "./measure/comparison.ts";
import type { Options } from "./options.ts";
import type { Bench, Installations } from "./sections/bench.ts";
import { sections } from "./sections/sections.ts";
import { startServer } from "./server/start-server.ts";

const otherNodes = [20, 22, 26];

/**
 * Measures what the options ask for.
 *
 * @param tell Hears of every comparison as soon as it is made.
 */
export async function measureAll(options: Options, tell: (comparison: Comparison) => void): Promise<Comparison[]> {
  const nodes = [thisNode, ...(options.allNodes ? await Promise.all(otherNodes.map(installNode)) : [])];
  const installations = await install();
  const cores = findCores();
  if (cores) moveTo(cores.server);
  const server = await startServer();
  const environment = cleanEnvironment();
  const comparisons: Comparison[] = [];
  for (const name of options.sections) {
    const { measure, dependsOnNode, pinned } = sections[name];
    if (cores) moveTo(pinned ? cores.client : cores.all);
    for (const node of dependsOnNode ? nodes : [thisNode]) {
      const bench: Bench = { node, server, environment, installations, quick: options.quick };
      const made = await measure(bench);
      comparisons.push(...made);
      made.forEach(tell);
    }
  }
  server.stop();
  return comparisons;
}

async function install(): Promise<Installations> {
  return {
    library: await installPackages("@aom-workflow/client", "@aom-workflow/auth"),
    commandLine: await installPackages("aom-workflow"),
    official: await installPackages("@huaweicloud/huaweicloud-sdk-core", "uuid"),
  };
}
