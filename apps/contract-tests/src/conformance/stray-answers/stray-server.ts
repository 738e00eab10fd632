import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { answer, bytesOf, type Stray, throttled } from "./stray.ts";

/** How the server deals with one call. */
export interface Plan {
  /** `throttled`: done the second time. `failed`: not done, says 500. `lost`: done, and the connection is reset instead of an answer. */
  readonly deed: "done" | "refused" | "throttled" | "failed" | "lost";
  /** What comes in the same packet as the answer, behind it. */
  readonly behind: Stray | "the same again" | undefined;
  /** What comes late: it crosses the next request on the connection, where there is one. */
  readonly late: Stray | "the same again" | undefined;
}

/** The true outcome of one call, which only the server knows. */
interface Record {
  readonly plan: Plan;
  read: number;
  done: number;
  /** An answer that belongs to an earlier request came before its own. */
  crossed: boolean;
}

/**
 * A server that deals with each call as planned, and that can send answers which nobody asked for.
 *
 * On a connection that has carried a request before it may do so at any moment, also when the next request is on its way. So nothing but
 * what only reads may be sent over such a connection.
 */
export async function startStrayServer() {
  const clients = new Map<number | undefined, Socket>();
  const remember = (message: unknown) => {
    const { socket } = message as { socket: Socket };
    socket.once("connect", () => clients.set(socket.localPort, socket));
    socket.once("close", () => clients.delete(socket.localPort));
  };
  subscribe("net.client.socket", remember);
  const records = new Map<string, Record>();
  const open = new Set<Socket>();
  const resting = new Set<Socket>();
  const counts = { connections: 0, requests: 0, strays: 0, crossings: 0, doneTwice: 0 };

  const server = createServer({ noDelay: true }, (socket) => {
    counts.connections++;
    open.add(socket);
    socket.on("error", () => {}).once("close", () => open.delete(socket) && resting.delete(socket));
    let head = "";
    let late = "";
    socket.setEncoding("latin1").on("data", (text) => {
      resting.delete(socket);
      head += text;
      if (!head.endsWith("\r\n\r\n")) return;
      late = deal(socket, head, late);
      head = "";
    });
  });

  /** @returns what is to cross the next request on the connection */
  function deal(socket: Socket, head: string, late: string): string {
    const id = head.match(/\/executions\/([^/ ?]+)/)?.[1] ?? "";
    const record = records.get(id) as Record;
    counts.requests++;
    record.read++;
    const isThrottled = record.plan.deed === "throttled" && record.read === 1;
    if (!/^(refused|failed)$/.test(record.plan.deed) && !isThrottled) record.done++;
    if (head.startsWith("POST") && record.done === 2) counts.doneTwice++;
    if (late !== "") {
      counts.crossings++;
      record.crossed = true;
      socket.write(late);
    }
    if (record.plan.deed === "lost") {
      socket.resetAndDestroy();
      return "";
    }
    const own = isThrottled ? throttled : ownAnswer(record.plan.deed, id);
    socket.write(own + surplus(record.plan.behind, own));
    if (/\r\nconnection: close\r\n/i.test(head)) socket.end();
    else if (record.plan.behind === undefined) resting.add(socket);
    return record.plan.late === undefined ? "" : strayOf(record.plan.late, own);
  }

  function surplus(behind: Plan["behind"], own: string): string {
    if (behind === undefined) return "";
    counts.strays++;
    return strayOf(behind, own);
  }

  function strayOf(stray: Stray | "the same again", own: string): string {
    return stray === "the same again" ? own : bytesOf(stray);
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    plan(id: string, plan: Plan): Record {
      const record = { plan, read: 0, done: 0, crossed: false };
      records.set(id, record);
      return record;
    },
    /** Sends on every connection that is at rest, and closes it where the answer says so. */
    sendStray(stray: Stray): void {
      for (const socket of resting) {
        if (clients.get(socket.remotePort)?.bytesWritten !== socket.bytesRead) continue;
        counts.strays++;
        resting.delete(socket);
        socket.write(bytesOf(stray));
        if (stray === "408 and close") socket.end();
      }
    },
    /** Ends every connection. A request that is still on its way is read all the same, if it was sent before. */
    hangUp(): void {
      for (const socket of open) socket.destroy();
    },
    close(): void {
      unsubscribe("net.client.socket", remember);
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}

function ownAnswer(deed: Plan["deed"], id: string): string {
  if (deed === "refused") return answer(404, { error_code: "AOM.31001306", error_msg: id });
  if (deed === "failed") return answer(500, { error_code: "AOM.31001405", error_msg: id });
  return answer(200, { result: "success", id });
}

export type StrayServer = Awaited<ReturnType<typeof startStrayServer>>;
