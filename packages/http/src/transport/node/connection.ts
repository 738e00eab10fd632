import type { Agent, ClientRequest } from "node:http";
import type { Socket } from "node:net";
import { monotonicMs } from "../../index.ts";
import { whereOf } from "./connect/proxy.ts";

/** What is using a connection. */
export interface User {
  /** Raw bytes came. */
  received(chunk: Buffer): void;
  /** Answer and request are over. For how many milliseconds may the connection wait for its next use? 0: not at all. */
  released(): number;
  /** The connection is closed. */
  closed(): void;
}

/** Who keeps a connection. */
export interface Owner {
  idle(connection: Connection): void;
  closed(connection: Connection): void;
}

/** An established connection. It has a user or is idle; whatever comes while it is idle ends it. */
export class Connection {
  /** Where it leads, as in the URLs of requests: `https://host:port`. */
  readonly origin: string;
  /** Value of `Host`. */
  readonly host: string;
  /** The same for `node:http`, which tells it to whoever observes requests. */
  readonly address: { readonly protocol: string; readonly host: string; readonly port: number };
  /** Gives a request of `node:http` this connection. */
  readonly agent: Agent;
  /** When it will have been idle for too long, by `monotonicMs()`. */
  expires = 0;
  readonly #socket: Socket;
  #user: User | undefined;

  constructor(origin: string, socket: Socket, owner: Owner) {
    const url = new URL(origin);
    this.origin = origin;
    this.host = url.host;
    this.address = { protocol: url.protocol, ...whereOf(url) };
    this.agent = agentFor(url, socket);
    this.#socket = socket;
    socket.on("data", (chunk) => (this.#user ? this.#user.received(chunk) : this.end()));
    socket.on("end", () => this.#user ?? this.end());
    socket.on("close", () => {
      owner.closed(this);
      this.#user?.closed();
    });
    // Node's word for: the answer was read to its end, the request was written to its end, and both sides keep the connection.
    socket.on("free", () => {
      const idleMs = this.#user?.released() ?? 0;
      this.#user = undefined;
      if (idleMs <= 0 || !this.usable) return this.end();
      this.expires = monotonicMs() + idleMs;
      socket.unref();
      owner.idle(this);
    });
  }

  /** Can a request be written to it, as far as is known? */
  get usable(): boolean {
    return this.#socket.writable && !this.#socket.destroyed;
  }

  use(user: User): void {
    this.#user = user;
    this.#socket.ref();
  }

  isUsedBy(user: User): boolean {
    return this.#user === user;
  }

  end(): void {
    this.#socket.destroy();
  }
}

/** The least that `node:http` takes for an agent. */
function agentFor({ protocol }: URL, socket: Socket): Agent {
  const agent = { protocol, keepAlive: true, addRequest: (request: ClientRequest) => request.onSocket(socket) };
  return agent as unknown as Agent;
}
