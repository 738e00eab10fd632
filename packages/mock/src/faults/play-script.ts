import type { Socket } from "node:net";
import type { Script, Step } from "./script.ts";

/** Plays a script on a connection, as fast as the client reads. Ends when the script does or when the connection is gone. */
export async function playScript(script: Script, socket: Socket): Promise<void> {
  for (const step of script) {
    if (socket.destroyed) return;
    await play(step, socket);
    if ("end" in step) return;
  }
}

/** Closes a connection cleanly: FIN after what was sent, and no RST for bytes that the client still sends; they are discarded. */
export function closeGently(socket: Socket): void {
  takeAway(socket);
  socket.on("data", () => {});
  socket.once("end", () => socket.destroy());
  socket.end();
}

function play(step: Step, socket: Socket): Promise<void> | void {
  if ("send" in step) return socket.write(step.send) ? undefined : once(socket, "drain");
  if ("waitMs" in step) return once(socket, "close", step.waitMs);
  if ("await" in step) return nextRequest(socket);
  if (step.end === "close") return closeGently(socket);
  if (step.end === "reset")
    return socket.bytesWritten === 0 ? void socket.resetAndDestroy() : afterFlush(socket, () => socket.resetAndDestroy());
}

/** Waits for the first byte of the next request, which the HTTP server then never sees. */
function nextRequest(socket: Socket): Promise<void> {
  takeAway(socket);
  return once(socket, "data");
}

/** From here on the HTTP server sees nothing of what arrives. It also stops reading the socket as soon as something else listens. */
function takeAway(socket: Socket): void {
  socket.removeAllListeners("data");
}

/** Waits for an event, for the end of the connection or, if given, for a time. */
function once(socket: Socket, event: "drain" | "data" | "close", ms?: number): Promise<void> {
  return new Promise((resolve) => {
    // The connection keeps the process alive for as long as it shall.
    const timer = ms === undefined ? undefined : setTimeout(done, ms).unref();
    socket.once(event, done).once("close", done);
    function done() {
      clearTimeout(timer);
      socket.off(event, done).off("close", done);
      resolve();
    }
  });
}

/** A reset discards what the kernel has not sent yet, so flush first. */
function afterFlush(socket: Socket, then: () => void): Promise<void> {
  return new Promise((resolve) => {
    socket.write("", () =>
      setTimeout(() => {
        then();
        resolve();
      }, 20),
    );
  });
}
