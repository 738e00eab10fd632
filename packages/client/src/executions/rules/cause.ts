import type { FailedHost } from "../reading/failed-hosts.ts";

/**
 * Why a node failed, so that the same failure reads the same wherever it happens: the last line of the first failed host that has one, with
 * ids and numbers as `#` and the values of secret names as `[redacted]`. An IPv4 address stays readable, since it often is the cause. Undefined
 * where no host says anything.
 *
 * @param hosts of the node
 * @param redact takes out secrets that the caller knows, such as its token; default: none
 */
export function causeOf(hosts: readonly Pick<FailedHost, "lastLine">[], redact = (line: string) => line): string | undefined {
  const line = hosts.find(({ lastLine }) => lastLine !== undefined)?.lastLine;
  return line === undefined ? undefined : redact(line).replace(secrets, masked).replace(varying, alike);
}

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
