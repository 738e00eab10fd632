/** Other platforms do not tell which errors of `fetch` came before the connection stood. */
export function watchConnectErrors(): void {}

/** Did this very error end an attempt to connect? */
export function isConnectError(_error: object): boolean {
  return false;
}

/** Had no byte of a request been written when this signal ended it? */
export function endedUnsent(_signal: AbortSignal): boolean {
  return false;
}
