import { NotSentError } from "../../index.ts";
import type { Ending } from "../transport.ts";
import { type ConnectSettings, connect } from "./connect/connect.ts";
import { Opening } from "./connect/opening.ts";
import { Connection, type Owner } from "./connection.ts";
import { IdleConnections } from "./idle-connections.ts";
import { afterQuietTurn } from "./quiet-turn.ts";

type Use = (connection: Connection) => void;
type Refuse = (error: NotSentError) => void;

/** The connections of a transport. */
export class ConnectionPool implements Owner {
  readonly #settings: ConnectSettings;
  readonly #open = new Set<Connection>();
  readonly #openings = new Set<Opening>();
  readonly #idle = new IdleConnections();
  #isClosed = false;

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

  /** Ends every connection, idle or not, gives up those that are being opened, and opens no other. */
  close(): void {
    this.#isClosed = true;
    for (const connection of this.#open) connection.end();
    for (const opening of this.#openings) opening.giveUp(closedError());
  }

  #getNew(origin: string, ending: Ending, use: Use, refuse: Refuse): void {
    if (ending.ended || this.#isClosed) {
      refuse(new NotSentError(ending.ended ? ending.reason : closedError()));
      return;
    }
    const opening = new Opening();
    this.#openings.add(opening);
    connect(origin, this.#settings, ending, opening).then(
      (socket) => {
        this.#openings.delete(opening);
        const connection = new Connection(origin, socket, this);
        this.#open.add(connection);
        if (!ending.ended && !opening.isGivenUp) return use(connection);
        connection.end();
        refuse(new NotSentError(opening.isGivenUp ? opening.reason : ending.reason));
      },
      (error) => {
        this.#openings.delete(opening);
        refuse(error);
      },
    );
  }
}

function closedError(): Error {
  return new Error("The transport is closed.");
}
