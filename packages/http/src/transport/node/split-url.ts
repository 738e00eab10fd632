/** Cuts a URL before its path. Cheaper than `new URL`, and what is sent is exactly what was given. */
export function splitUrl(url: string): { origin: string; target: string } {
  const path = url.indexOf("/", "https://".length);
  return path === -1 ? { origin: url, target: "/" } : { origin: url.slice(0, path), target: url.slice(path) };
}

/**
 * Reads what {@link splitUrl} cut off.
 *
 * @throws TypeError for what is not scheme, host and perhaps port.
 */
export function parseOrigin(origin: string): URL {
  const url = new URL(origin);
  if (url.protocol !== "http:" && url.protocol !== "https:")
    throw new TypeError(`Only http: and https: can be sent to, not ${url.protocol}`);
  if (url.pathname !== "/" || url.search || url.hash || url.username || url.password)
    throw new TypeError("The URL has no path after its host.");
  return url;
}
