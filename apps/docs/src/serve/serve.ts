import { once } from "node:events";
import type { Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { pathToFileURL } from "node:url";
import { type Simulator, startMock, startSimulator } from "@aom-workflow/mock";
import { siteServer } from "./site.ts";
import { withCors } from "./with-cors.ts";

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
  const simulator = await startSimulator({ clock: "real" });
  const iamMock = await startMock({ contract: pathToFileURL(createRequire(import.meta.url).resolve("@aom-workflow/openapi/iam.yaml")) });
  const servers = { site: siteServer(), aom: withCors(simulator.url), iam: withCors(iamMock.url) };
  const close = async () => {
    for (const server of Object.values(servers)) server.close().closeAllConnections();
    await Promise.all([simulator.close(), iamMock.close()]);
  };
  try {
    const [site, aom, iam] = await Promise.all([
      listen(servers.site, ports.site),
      listen(servers.aom, ports.aom),
      listen(servers.iam, ports.iam),
    ]);
    return { site, aom, iam, simulator, close };
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
