import { parseArgs } from "node:util";
import { PortInUseError } from "./exchange/port-in-use.ts";
import { faultNamed } from "./faults/fault-named.ts";
import { startSimulator } from "./simulator/start-simulator.ts";
import { startMock } from "./start-mock.ts";

/**
 * Runs the mock of AOM's workflow operations in a terminal until Ctrl-C. `--port`, or else `PORT`, sets the port, 4010 by default;
 * `--fault` strikes every request. With `--simulator`, executions go on, fail and wait in real time instead of answering by examples.
 */
async function main(): Promise<void> {
  try {
    const { values } = parseArgs({ options: { port: { type: "string" }, fault: { type: "string" }, simulator: { type: "boolean" } } });
    const given = values.port ?? process.env.PORT ?? "4010";
    const port = /^\d+$/.test(given) ? Number(given) : Number.NaN;
    if (!(port <= 65535)) return refuse(`${values.port === undefined ? "PORT" : "--port"} must be a number from 0 to 65535, not ${given}.`);
    const fault = values.fault === undefined ? undefined : faultNamed(values.fault);
    if (typeof fault === "string") return refuse(fault);
    const options = {
      port,
      ...(fault && { faults: fault }),
      onExchange: ({ method, target, status }: Exchange) => void process.stdout.write(`${method} ${target} ${status ?? "-"}\n`),
    };
    const mock = await (values.simulator ? startSimulator({ ...options, clock: "real" }) : startMock(options));
    const stop = () => mock.close();
    process.once("SIGINT", stop).once("SIGTERM", stop);
    process.stdout.write(`The ${values.simulator ? "simulator" : "mock"} listens on ${mock.url} (Ctrl-C ends it)\n`);
  } catch (error) {
    if (error instanceof PortInUseError)
      return refuse(`Port ${error.port} is in use: stop what listens there, or choose another with --port.`);
    refuse((error as Error).message);
  }
}

/** What is told of each request. */
interface Exchange {
  readonly method: string;
  readonly target: string;
  readonly status: number | undefined;
}

function refuse(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 2;
}

await main();
