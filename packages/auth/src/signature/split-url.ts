/** The parts of an absolute address that a signature covers, each exactly as it is written. */
export interface SplitUrl {
  /** Host and port. */
  host: string;
  path: string;
  /** Without the leading `?`; may be empty. */
  query: string;
}

/** Splits an address that is written as it is sent: with a path, without user information. `new URL` would cost as much as the signature. */
export function splitUrl(url: string): SplitUrl {
  const hostStart = url.indexOf("//") + 2;
  const pathStart = url.indexOf("/", hostStart);
  const fragment = url.indexOf("#", pathStart);
  // Stryker disable next-line EqualityOperator: 0 never comes.
  const end = fragment < 0 ? url.length : fragment;
  const question = url.indexOf("?", pathStart);
  const host = url.slice(hostStart, pathStart);
  // Stryker disable next-line EqualityOperator: 0 never comes; two characters are never in the same place.
  return question < 0 || question > end
    ? { host, path: url.slice(pathStart, end), query: "" }
    : { host, path: url.slice(pathStart, question), query: url.slice(question + 1, end) };
}
