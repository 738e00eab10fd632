/** The error for a port that something else listens on. */
export class PortInUseError extends Error {
  override readonly name = "PortInUseError";
  readonly code = "EADDRINUSE";
  readonly port: number;

  constructor(port: number) {
    super(`Port ${port} is in use. Stop what listens there, or choose another port (0 takes a free one).`);
    this.port = port;
  }
}
