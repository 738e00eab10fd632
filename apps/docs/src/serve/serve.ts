import { once } from "node:events";
import type { Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { pathToFileURL } from "node:url";
import { type Simulator, startMock, startSimulator } from "@aom-workflow/mock";
import { siteServer } from "./site.ts";

export interface Served {
  readonly site: string;
  readonly aom: string;
  readonly iam: string;
  readonly simulator: Simulator;
  close(): Promise<void>;
}

export interface Ports {
  readonly site: number;
  readonly aom: number;
  readonly iam: number;
}

/** Serves the built site, a simulator of AOM and a mock of IAM, all on loopback. A port of 0 is any free one. */
export async function serve(ports: Ports): Promise<Served> {
  const started: { close(): Promise<void> }[] = [];
  const keep = <It extends { close(): Promise<void> }>(it: It): It => {
    started.push(it);
    return it;
  };
  const close = async () => {
    await Promise.all(started.map((it) => it.close()));
  };
  try {
    const simulator = keep(await startSimulator({ clock: "real", port: ports.aom, cors: true }));
    const contract = pathToFileURL(createRequire(import.meta.url).resolve("@aom-workflow/openapi/iam.yaml"));
    const iam = keep(await startMock({ contract, port: ports.iam, cors: true }));
    const server = siteServer();
    const site = await listen(server, ports.site);
    keep({ close: async () => void server.close().closeAllConnections() });
    return { site, aom: simulator.url, iam: iam.url, simulator, close };
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
