import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Simulator, startMock, startSimulator } from "@aom-workflow/mock";
import { contract } from "@aom-workflow/types";
import { contracts } from "../../../../spec/contracts.ts";
import { siteServer } from "./site.ts";

export interface Served {
  readonly site: string;
  /** Where each contract is played, by its name. */
  readonly mocks: Readonly<Record<string, string>>;
  readonly simulator: Simulator;
  close(): Promise<void>;
}

/**
 * Serves the built site, a simulator of the contract that the client is made for and a mock of each other one, all on loopback.
 *
 * @param first port of the first of them, which the others follow; 0 for any free ones
 */
export async function serve(first: number): Promise<Served> {
  const started: { close(): Promise<void> }[] = [];
  const keep = <It extends { close(): Promise<void> }>(it: It): It => {
    started.push(it);
    return it;
  };
  const close = async () => {
    await Promise.all(started.map((it) => it.close()));
  };
  const port = (index: number) => (first === 0 ? 0 : first + index);
  try {
    const simulated = contracts.findIndex(({ path }) => path === contract.path);
    const simulator = keep(await startSimulator({ clock: "real", port: port(simulated), cors: true }));
    const mocks: Record<string, string> = {};
    for (const [index, { name, url }] of contracts.entries()) {
      mocks[name] = index === simulated ? simulator.url : keep(await startMock({ contract: url, port: port(index), cors: true })).url;
    }
    const server = siteServer();
    const site = await listen(server, port(contracts.length));
    keep({ close: async () => void server.close().closeAllConnections() });
    return { site, mocks, simulator, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function listen(server: Server, port: number): Promise<string> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
