import { readFileSync } from "node:fs";
import { Readable } from "node:stream";
import type { Output } from "../src/output/streams.ts";
import { run } from "../src/run.ts";
import type { Host } from "../src/terminal/host.ts";
import { environment, type Finished } from "./fixtures.ts";

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string };

export interface HereOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Standard input; `undefined` leaves it open. */
  readonly input?: string | undefined;
  /** Both outputs are terminals of this width. */
  readonly columns?: number;
  /** And of this height. */
  readonly rows?: number;
  /** What else is otherwise than where there is no terminal. */
  readonly host?: Partial<Host>;
}

const nobody = () => Promise.reject(new Error("Nobody is there to ask."));

/** Runs a command in this process, on its sources, with a host that keeps what is written. */
export async function runHere(argv: readonly string[], options: HereOptions = {}): Promise<Finished> {
  const { env, input, host, columns, rows } = { input: "", ...options };
  const stdout = recordingOutput(columns, rows);
  const stderr = recordingOutput(columns, rows);
  const code = await run(argv, {
    env: { ...environment, ...env },
    version,
    signal: new AbortController().signal,
    terminal: { canAsk: false, canDraw: false, columns: columns ?? 80, status() {}, ask: nobody },
    stdin: () => (input === undefined ? new Readable({ read() {} }) : Readable.from([input])),
    stdout,
    stderr,
    ...host,
  });
  return { code, stdout: stdout.written(), stderr: stderr.written() };
}

function recordingOutput(columns: number | undefined, rows: number | undefined): Output & { readonly written: () => string } {
  let written = "";
  return {
    isTerminal: columns !== undefined,
    columns,
    rows,
    async write(text) {
      written += text;
      return undefined;
    },
    written: () => written,
  };
}
