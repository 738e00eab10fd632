/** Other platforms do not tell which errors of `fetch` came before the connection stood. */
export function watchConnectErrors(): void {}

/** Did this very error end an attempt to connect? */
export function isConnectError(_error: object): boolean {
  return false;
}
