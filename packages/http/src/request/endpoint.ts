/** Says why an address cannot be the endpoint of a service, as a clause: `must be an address …`. Nothing when it can. */
export function endpointProblem(endpoint: unknown, allowInsecureHttp = false): string | undefined {
  const url = parse(endpoint);
  if (url && isList(url)) return "must be one address, not a list";
  if ((url?.protocol !== "https:" && url?.protocol !== "http:") || !hostForm.test(url.hostname))
    return "must be an address such as https://aom.cn-north-4.myhuaweicloud.com";
  if (url.username || url.password) return "must not contain a user name or a password";
  if (url.search || url.hash) return "must not contain a query or a fragment";
  if (url.protocol === "http:" && allowInsecureHttp !== true && !isLoopback(url.hostname)) {
    return "must use https, since http would send the credentials in clear text; only this machine may be called by http";
  }
  return undefined;
}

/** Is there another address behind the first? `URL` takes what is between for a part of the host or the path. */
function isList({ host, pathname }: URL): boolean {
  const next = pathname.lastIndexOf("://");
  return /^\/[,;|]/.test(pathname) || /[,;|]/.test(host + (next < 0 ? "" : pathname.slice(0, next)));
}

/** Characters that `URL` silently drops: a line break or a character without width, as text that was copied may have. */
const unseen = /[\s\p{Cc}\p{Cf}]/u;

/** Host names and addresses as `URL` writes them; it also takes signs that no host has, such as those of an unreplaced variable. */
const hostForm = /^[\w.-]+$|^\[[\da-f:.]+\]$/;

/** An endpoint that has no problem, in the form that requests begin with: without a slash at its end. */
export function normaliseEndpoint(endpoint: string): string {
  const { origin, pathname } = new URL(endpoint);
  let path = pathname;
  while (path.endsWith("/")) path = path.slice(0, -1);
  return `${origin}${path}`;
}

function parse(text: unknown): URL | undefined {
  if (typeof text !== "string" || unseen.test(text.trim())) return undefined;
  return URL.canParse(text) ? new URL(text) : undefined;
}

/** Does a host name, as `URL` has it, mean this machine? */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127(\.\d+){3}$/.test(host);
}
