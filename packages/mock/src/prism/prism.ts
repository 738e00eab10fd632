import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { request, type Server } from "node:http";
import { type AnswerCheck, answerCheck } from "./answer-check.ts";
import type { Contract } from "./contract.ts";
import { operationsOf } from "./operations.ts";

/** A running Prism. */
export interface Prism {
  readonly port: number;
  /** In what ways an answer that is not Prism's own breaks the contract. */
  readonly violations: AnswerCheck;
  close(): Promise<void>;
}

/** Starts Prism in this process, on a free port of the loopback interface, and waits until it answers. */
export async function startPrism(contract: Contract): Promise<Prism> {
  const { createLogger, createServer } = await import("./libraries.ts");
  const operations = await operationsOf(contract);
  const logger = createLogger("mock", { level: "silent" });
  const server = createServer(operations, {
    components: { logger },
    config: {
      mock: { dynamic: false },
      checkSecurity: true,
      validateRequest: true,
      validateResponse: true,
      errors: false,
      upstreamProxy: undefined,
      isProxy: false,
    },
    cors: false,
  });
  const port = Number(new URL(await server.listen(0, "127.0.0.1")).port);
  await takeLargeHeaders(port);
  return { port, violations: await answerCheck(operations, logger), close: () => server.close() };
}

/** The largest header block in bytes that the mock takes: tokens alone can be 40 KB. */
export const maxHeaderSize = 256 * 1024;

/**
 * Prism keeps its HTTP server to itself and with it Node's limit of 16 KiB of headers. The first request, which is also the proof that
 * Prism answers, makes Node's own diagnostics name the server, and the limit is raised there.
 */
async function takeLargeHeaders(port: number): Promise<void> {
  const raise = (message: unknown) => {
    const { server } = message as { server: Server & { maxHeaderSize: number } };
    const address = server.address();
    if (address !== null && typeof address === "object" && address.port === port) server.maxHeaderSize = maxHeaderSize;
  };
  subscribe("http.server.request.start", raise);
  try {
    await probe(port);
  } finally {
    unsubscribe("http.server.request.start", raise);
  }
}

function probe(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, path: "/", agent: false, timeout: 10_000 }, (answer) => answer.resume().once("end", () => resolve()))
      .once("timeout", function (this: import("node:http").ClientRequest) {
        this.destroy(new Error("Prism does not answer."));
      })
      .once("error", reject)
      .end();
  });
}
