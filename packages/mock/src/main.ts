import { PortInUseError } from "./exchange/port-in-use.ts";
import { startMock } from "./start-mock.ts";

/** Runs the mock of AOM's workflow operations in a terminal until Ctrl-C. `PORT` sets the port, 4010 by default. */
async function main(): Promise<void> {
  const port = Number(process.env.PORT ?? 4010);
  if (!Number.isInteger(port) || port < 0 || port > 65535) return refuse(`PORT must be a number from 0 to 65535, not ${process.env.PORT}.`);
  try {
    const mock = await startMock({
      port,
      onExchange: ({ method, target, status }) => process.stdout.write(`${method} ${target} ${status ?? "-"}\n`),
    });
    const stop = () => mock.close();
    process.once("SIGINT", stop).once("SIGTERM", stop);
    process.stdout.write(`The mock listens on ${mock.url} (Ctrl-C ends it)\n`);
  } catch (error) {
    if (error instanceof PortInUseError)
      return refuse(`Port ${error.port} is in use: stop what listens there, or set PORT to another port.`);
    refuse((error as Error).message);
  }
}

function refuse(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 2;
}

await main();
