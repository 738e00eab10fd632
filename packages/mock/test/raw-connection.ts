import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** A connection of a client without any HTTP of its own, which stays open from request to request. */
export interface RawConnection {
  /** The received data, one text per packet. */
  readonly packets: readonly string[];
  /** How the server left the connection, if it did. */
  readonly end: "close" | "reset" | undefined;
  send(text: string): void;
  /** Waits until the received data contains a text, or the server closes the connection. */
  until(text: string): Promise<void>;
  /** Waits until the server left. */
  ended(): Promise<void>;
  close(): void;
}

/** Opens a connection to a port of this machine. */
export async function rawConnection(port: number): Promise<RawConnection> {
  const packets: string[] = [];
  let end: RawConnection["end"];
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  socket.on("error", () => (end ??= "reset")).on("end", () => (end ??= "close"));
  socket.on("data", (chunk) => packets.push(chunk.toString("latin1")));
  const wait = async (over: () => boolean) => {
    for (let waited = 0; !over() && end === undefined && waited < 5_000; waited += 5) await sleep(5);
  };
  return {
    packets,
    get end() {
      return end;
    },
    send: (text) => void socket.write(text, "latin1"),
    until: (text) => wait(() => packets.join("").includes(text)),
    ended: () => wait(() => false),
    close: () => void socket.destroy(),
  };
}
