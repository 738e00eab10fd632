import type { Agent, AgentOptions, ClientRequest, ClientRequestArgs } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { ConnectionOptions, SecureContext } from "node:tls";
import { monotonicMs } from "../clock.ts";
import { type ProxyOption, proxyFor } from "./proxy.ts";
import type { Target } from "./target.ts";
import { type Tunnel, tunnelThrough } from "./tunnel.ts";

/** How connections are made. */
export interface ConnectSettings {
  readonly proxy: ProxyOption;
  /** The authorities that certificates are checked against. Default: those that Node trusts. */
  readonly secureContext: () => SecureContext | undefined;
}

/** The purpose of a connection. */
export interface User {
  /** A connection is being made for it. Before this event nothing can be written to it. */
  opens(socket: Duplex, established: "connect" | "secureConnect"): void;
  /** Raw bytes came on the connection. */
  received(chunk: Buffer): void;
  /** Answer and request are over. For how many milliseconds may the connection wait for its next use? 0: not at all. */
  released(): number;
}

/** Makes the connections of requests, with what Node documents for that. */
export interface ConnectingAgent extends Agent {
  /** Says whose a connection is from now on. Is it one of this agent? Interceptors bring their own. */
  use(socket: Duplex, user: User): boolean;
  /** Is there a connection that waits for its next use? */
  readonly hasIdle: boolean;
  /** Is what a request to `target` would use either new, or idle since before that moment? */
  isRested(target: Target, since: number): boolean;
}

/** A connection that an agent has made. */
interface Connection {
  /** The connection that it goes through, if it is not itself that connection. */
  readonly tunnel: Tunnel | undefined;
  /** Undefined while it is idle. */
  user: User | undefined;
  /** By `monotonicMs()`. */
  idleSince: number;
}

/** The agents of a protocol. */
export interface Agents {
  /** Gives each request a connection that has carried nothing before, and closes it afterwards. */
  readonly single: ConnectingAgent;
  /** Keeps connections for the next request. */
  readonly keeping: ConnectingAgent;
}

export function makeAgents(secure: boolean, settings: ConnectSettings): Agents {
  const { Agent: Base } = process.getBuiltinModule(secure ? "node:https" : "node:http") as { readonly Agent: typeof Agent };
  const secureContext = secure ? settings.secureContext() : undefined;

  const common: AgentOptions & ConnectionOptions = {
    // The one that has waited the longest is used first, as nothing is as certain of it as of any other.
    scheduling: "fifo",
    // Said, since the default can be changed for the whole process; then requests would wait for the connections of others.
    maxSockets: Number.POSITIVE_INFINITY,
    ...(secure && { ALPNProtocols: ["http/1.1"], ...(secureContext && { secureContext }) }),
  };

  class Connecting extends Base implements ConnectingAgent {
    /** Those that it has made. */
    readonly #connections = new WeakMap<Duplex, Connection>();

    constructor(keepAlive: boolean) {
      super({ ...common, keepAlive });
    }

    /** Called at once by Node; later or never if something intercepts the request. */
    override createConnection(options: ClientRequestArgs & { user?: User }): Duplex {
      const { socket, tunnel } = this.#connect(options);
      const connection: Connection = { tunnel, user: options.user, idleSince: 0 };
      this.#connections.set(socket, connection);
      // An error without a listener would end the process.
      socket.on("error", () => {});
      watch(socket, connection);
      options.user?.opens(socket, secure ? "secureConnect" : "connect");
      return socket;
    }

    override keepSocketAlive(socket: Duplex): boolean {
      const connection = this.#connections.get(socket);
      const idleMs = connection?.user?.released() ?? 0;
      if (!connection || idleMs <= 0) return false;
      connection.user = undefined;
      connection.idleSince = monotonicMs();
      connection.tunnel?.unref();
      (socket as Socket).setTimeout(idleMs, dropThis).unref();
      return true;
    }

    override reuseSocket(socket: Duplex, request: ClientRequest): void {
      this.#connections.get(socket)?.tunnel?.ref();
      (socket as Socket).setTimeout(0, dropThis);
      super.reuseSocket(socket, request);
    }

    use(socket: Duplex, user: User): boolean {
      const connection = this.#connections.get(socket);
      if (connection) connection.user = user;
      return connection !== undefined;
    }

    get hasIdle(): boolean {
      return Object.keys(this.freeSockets).length > 0;
    }

    isRested(target: Target, since: number): boolean {
      const next = this.freeSockets[this.getName(target)]?.[0];
      return next === undefined || (this.#connections.get(next)?.idleSince ?? since) < since;
    }

    #connect(options: ClientRequestArgs): { readonly socket: Duplex; readonly tunnel?: Tunnel | undefined } {
      const { host, port } = options;
      const authority = host?.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
      const proxy = proxyFor(`${secure ? "https" : "http"}://${authority}`, settings.proxy);
      const tunnel = proxy && tunnelThrough(proxy, authority, settings.secureContext());
      if (!secure) return { socket: tunnel ?? (super.createConnection(options) as Duplex) };
      const socket = super.createConnection(tunnel ? Object.assign({ ...options }, { socket: tunnel }) : options) as Duplex;
      tunnel?.on("error", (error) => socket.destroy(error));
      return { socket, tunnel };
    }
  }

  return { single: new Connecting(false), keeping: new Connecting(true) };
}

/** Ends a connection when anything arrives while it is idle. */
function watch(socket: Duplex, connection: Connection): void {
  socket.on("data", (chunk: Buffer) => (connection.user ? connection.user.received(chunk) : drop(socket)));
  socket.on("end", () => connection.user ?? drop(socket));
}

/** With `agentRemove` the agent says that a socket must not be used any more. The end of the socket alone would come too late. */
function drop(socket: Duplex): void {
  socket.emit("agentRemove");
  socket.destroy();
}

function dropThis(this: Duplex): void {
  drop(this);
}
