#!/usr/bin/env node
import { parseArgs } from "node:util";
import { PortInUseError } from "./exchange/port-in-use.ts";
import { faultNamed } from "./faults/fault-named.ts";
import { sampleCalls } from "./sample-calls.ts";
import { startSimulator } from "./simulator/start-simulator.ts";
import { startMock } from "./start-mock.ts";

const usage = `aom-workflow-mock: a mock of AOM's workflow operations on 127.0.0.1, until Ctrl-C.

  --port PORT    port to listen on (default: the variable PORT, else 4010); 0 takes a free one
  --fault KIND   fault of every request, such as reset-after-reading or throttled=2
  --simulator    simulate executions that run, fail and pause in real time, instead of sending examples
  --cors         allow requests from web pages of any origin
  --help         show this help

The header X-Mock-Fault: KIND asks for a fault of one request.
`;

/** Runs the mock in a terminal. */
async function main(): Promise<void> {
  // It keeps running when its reader is gone, as after `| head -1`.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  try {
    const { values, positionals } = parseArgs({
      options: {
        port: { type: "string" },
        fault: { type: "string" },
        simulator: { type: "boolean", default: false },
        cors: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
      allowPositionals: true,
    });
    if (values.help) return void process.stdout.write(usage);
    if (positionals.length > 0) return refuse(`Unexpected argument ${positionals[0]}. To choose a port, use --port PORT.`);
    const given = values.port ?? process.env.PORT ?? "4010";
    const port = /^\d+$/.test(given) ? Number(given) : Number.NaN;
    if (!(port <= 65535)) return refuse(`${values.port === undefined ? "PORT" : "--port"} must be a number from 0 to 65535, not ${given}.`);
    const fault = values.fault === undefined ? undefined : faultNamed(values.fault);
    if (typeof fault === "string") return refuse(fault);
    const { simulator, cors } = values;
    const options = {
      port,
      cors,
      ...(fault && { faults: fault }),
      onExchange: ({ method, target, status }: Exchange) => void process.stdout.write(`${method} ${target} ${status ?? "-"}\n`),
    };
    const mock = await (simulator ? startSimulator({ ...options, clock: "real" }) : startMock(options));
    const stop = () => mock.close();
    process.once("SIGINT", stop).once("SIGTERM", stop);
    process.stdout.write(`The ${simulator ? "simulator" : "mock"} listens on ${mock.url} (Ctrl-C stops it). Try:\n`);
    for (const call of sampleCalls(mock.url, simulator)) process.stdout.write(`  ${call}\n`);
    process.stdout.write(
      'To lose the response, add --header "X-Mock-Fault: reset-after-reading" to curl. Other faults: --fault, --help.\n',
    );
  } catch (error) {
    if (error instanceof PortInUseError)
      return refuse(`Port ${error.port} is in use: stop what listens there, or choose another with --port.`);
    refuse((error as Error).message);
  }
}

/** What is printed for each request. */
interface Exchange {
  readonly method: string;
  readonly target: string;
  readonly status: number | undefined;
}

function refuse(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 2;
}

void main();
