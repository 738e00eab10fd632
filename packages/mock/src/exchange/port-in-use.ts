/** The error for a port that is in use. */
export class PortInUseError extends Error {
  override readonly name = "PortInUseError";
  readonly code = "EADDRINUSE";
  readonly port: number;

  constructor(port: number) {
    super(`Port ${port} is in use. Stop the process that uses it, or choose another port (0 picks a free one).`);
    this.port = port;
  }
}
