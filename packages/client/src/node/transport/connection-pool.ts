import type { Agent, ClientRequestArgs } from "node:http";
import type { Socket } from "node:net";

/** What a request tells the pool besides the options of `node:http`. */
export interface Connecting {
  /** Connections are shared within an origin only. */
  readonly origin: string;
  readonly connect: () => Promise<Socket>;
}

/** How long a connection waits for its next request, in milliseconds. Short, since a server may close it just when it is used. */
const idleMs = 4_000;

/** An agent that gives a request a connection only once it stands; so an error that a request sees is never one of connecting. */
export function connectionPool(keepAlive: boolean): Agent {
  const { Agent } = process.getBuiltinModule("node:http");
  const agent = new Agent(keepAlive ? { keepAlive, timeout: idleMs } : {});
  agent.getName = (options) => connectingOf(options).origin;
  agent.createConnection = (options, done) => {
    connectingOf(options)
      .connect()
      .then(
        (socket) => done?.(null, socket),
        (error) => (done as (error: Error) => void)(error),
      );
    return undefined;
  };
  return agent;
}

function connectingOf(options: ClientRequestArgs | undefined): Connecting {
  return options as ClientRequestArgs & Connecting;
}
