import type { Socket } from "node:net";

/** A connection that is being established: the sockets opened so far, which are all destroyed when it is given up. */
export class Opening {
  readonly #sockets: Socket[] = [];
  #reason: unknown;
  #isGivenUp = false;

  get isGivenUp(): boolean {
    return this.#isGivenUp;
  }

  /** Why; only once it is given up. */
  get reason(): unknown {
    return this.#reason;
  }

  add(socket: Socket): void {
    if (this.#isGivenUp) socket.destroy();
    else this.#sockets.push(socket);
  }

  /** The first reason counts. */
  giveUp(reason: unknown): void {
    if (this.#isGivenUp) return;
    this.#isGivenUp = true;
    this.#reason = reason;
    for (const socket of this.#sockets) socket.destroy();
  }
}
