import type { FailedHost } from "../reading/failed-hosts.ts";

/**
 * Why a node failed, so that the same failure reads the same wherever it happens: the last line of the first failed host that has one, with
 * ids and numbers as `#` and the values of secret names as `[redacted]`. An IPv4 address stays readable, since it often is the cause. Undefined
 * if no host says anything.
 *
 * @param hosts of the node
 * @param redact takes out secrets that the caller knows, such as its token; default: none
 */
export function causeOf(hosts: readonly Pick<FailedHost, "lastLine">[], redact = (line: string) => line): string | undefined {
  const line = hosts.find(({ lastLine }) => lastLine !== undefined)?.lastLine;
  return line === undefined
    ? undefined
    : redact(line.replace(/[\s\p{Cc}]+/gu, " "))
        .replace(secrets, masked)
        .replace(varying, alike);
}

/**
 * The same for many rows, so that the same failure on several hosts reads the same: in causes that differ only in the last part of an address it
 * is `#`. An address that is the same in all of them stays whole.
 */
export function causesOf<Row extends { readonly failedHosts: readonly Pick<FailedHost, "lastLine">[] }>(
  rows: readonly Row[],
  redact?: (line: string) => string,
): ReadonlyMap<Row, string | undefined> {
  const causes = rows.map((row) => [row, causeOf(row.failedHosts, redact)] as const);
  const shared = new Map<string, readonly string[]>();
  for (const [, cause = ""] of causes) {
    const key = cause.replace(hostPart, "#");
    const hosts = cause.match(hostPart) ?? [];
    shared.set(key, shared.get(key)?.map((host, index) => (host === hosts[index] ? host : "#")) ?? hosts);
  }
  const worded = (cause: string) => {
    const hosts = shared.get(cause.replace(hostPart, "#"))?.values();
    return cause.replace(hostPart, () => hosts?.next().value ?? "#");
  };
  return new Map(causes.map(([row, cause]) => [row, cause === undefined ? undefined : worded(cause)]));
}

/** Does a cause contain this text? A `#` of it is also the last part of an address, which several causes have together. */
export function hasCause(text: string, cause: string | undefined): boolean {
  const literals = text.split("#").map((literal) => literal.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  const wanted = literals.join("(?:#|\\d{1,3})");
  return cause !== undefined && text.length <= cause.length && new RegExp(wanted, "i").test(cause);
}

/** The last part of an address: no other number is left in a cause. */
const hostPart = /(?<=\d\.)\d{1,3}(?!\d|\.\d)/g;

const secretName = "pass(?:word|wd|phrase)?|pwd|secret|token|credentials?|api[_-]?key|access[_-]?key|private[_-]?key|(?<![a-z\\d])[as]k";

/** After an authorization everything is secret; after another name a word, which may be quoted, or any word after an option. */
const secrets = new RegExp(
  [
    "(authorization\\W{1,4}|cookie: ?).+",
    `((?:${secretName})[\\w-]{0,30}["']?\\s{0,3}(?:[:=]\\s{0,3}|(?<=--[\\w-]{1,60}\\s{1,3})))(?:"[^"]*"?|'[^']*'?|\\S+)`,
    "(://)[^\\s/@]+(?=@)",
  ].join("|"),
  "gi",
);

function masked(_: string, authorization: string | undefined, name: string | undefined, scheme: string | undefined): string {
  return `${authorization ?? name ?? scheme}[redacted]`;
}

/** An address, whose port varies; else an id, or numbers that only signs of a time, a version or an address are between. */
const varying = new RegExp(
  [
    "(?<![\\d.])(\\d{1,3}(?:\\.\\d{1,3}){3})(?![\\d.]*\\d)(:\\d+)?",
    "[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}",
    "(?<![a-z\\d])(?:0x[\\da-f]+|[\\da-f]{8,})(?![a-z\\d])",
    "\\d+(?:[.,:T-]\\d+)*",
  ].join("|"),
  "gi",
);

function alike(_: string, address: string | undefined, port: string | undefined): string {
  return address === undefined ? "#" : `${address}${port === undefined ? "" : ":#"}`;
}
