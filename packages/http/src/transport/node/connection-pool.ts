import { NotSentError } from "../../index.ts";
import type { Ending } from "../transport.ts";
import { type ConnectSettings, connect } from "./connect/connect.ts";
import { Connection, type Owner } from "./connection.ts";
import { IdleConnections } from "./idle-connections.ts";
import { afterQuietTurn } from "./quiet-turn.ts";

type Use = (connection: Connection) => void;
type Refuse = (error: NotSentError) => void;

/** The connections of a transport. */
export class ConnectionPool implements Owner {
  readonly #settings: ConnectSettings;
  readonly #open = new Set<Connection>();
  readonly #idle = new IdleConnections();

  constructor(settings: ConnectSettings) {
    this.#settings = settings;
  }

  /**
   * Hands over a connection to an origin, to be written to at once: one that was used before, if it is certain that nothing came on it
   * since, else a new one. Refuses with an error when there is none.
   */
  get(origin: string, ending: Ending, use: Use, refuse: Refuse): void {
    const kept = ending.ended ? undefined : this.#idle.take(origin);
    if (!kept) {
      this.#getNew(origin, ending, use, refuse);
      return;
    }
    const giveUp = () => {
      this.#idle.put(kept);
      refuse(new NotSentError(ending.reason));
    };
    ending.onEnd(giveUp);
    afterQuietTurn((quiet) => {
      if (ending.ended) return;
      ending.offEnd(giveUp);
      if (quiet && kept.usable) return use(kept);
      if (kept.usable) this.#idle.put(kept);
      if (quiet) this.get(origin, ending, use, refuse);
      else this.#getNew(origin, ending, use, refuse);
    });
  }

  idle(connection: Connection): void {
    this.#idle.put(connection);
  }

  closed(connection: Connection): void {
    this.#open.delete(connection);
  }

  /** Ends every connection, idle or not. */
  close(): void {
    for (const connection of this.#open) connection.end();
  }

  #getNew(origin: string, ending: Ending, use: Use, refuse: Refuse): void {
    if (ending.ended) {
      refuse(new NotSentError(ending.reason));
      return;
    }
    connect(origin, this.#settings, ending).then((socket) => {
      const connection = new Connection(origin, socket, this);
      this.#open.add(connection);
      if (!ending.ended) return use(connection);
      connection.end();
      refuse(new NotSentError(ending.reason));
    }, refuse);
  }
}
