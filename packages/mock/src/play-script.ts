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

/** Ends a connection in an orderly way: FIN after what was sent, and no RST for bytes the client still sends. */
export function closeGently(socket: Socket): void {
  socket.resume();
  socket.once("end", () => socket.destroy());
  socket.end();
}

function play(step: Step, socket: Socket): Promise<void> | void {
  if ("send" in step) return socket.write(step.send) ? undefined : once(socket, "drain");
  if ("waitMs" in step) return once(socket, "close", step.waitMs);
  if (step.end === "close") return closeGently(socket);
  if (step.end === "reset") return afterFlush(socket, () => socket.resetAndDestroy());
}

/** Waits for an event, for the end of the connection or, if given, for a time. */
function once(socket: Socket, event: "drain" | "close", ms?: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = ms === undefined ? undefined : setTimeout(done, ms);
    socket.once(event, done).once("close", done);
    function done() {
      clearTimeout(timer);
      socket.off(event, done).off("close", done);
      resolve();
    }
  });
}

/** A reset throws away what the kernel has not sent yet, so let it go out first. */
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
