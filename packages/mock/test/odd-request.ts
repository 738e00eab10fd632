/** The bytes that a client sends on one connection. */
export interface OddRequest {
  /** One character per byte. */
  readonly text: string;
  /** Whether the server has enough to respond. Otherwise the client leaves in the middle. */
  readonly answerable: boolean;
}

/** Numbers from 0 to 1 that a seed decides. */
export type Random = () => number;

/** The same numbers for the same seed: mulberry32, https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** An odd request for one of some targets. */
export function oddRequest(random: Random, targets: readonly string[]): OddRequest {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const often = (share: number) => random() < share;
  const noise = (length: number, highest = 255) =>
    Array.from({ length }, () => String.fromCharCode(1 + Math.floor(random() * highest))).join("");

  /** A target as it is, with something odd in its place, or with something odd put into it. */
  function oddTarget(): string {
    const target = pick(targets);
    const at = Math.floor(random() * target.length);
    const odd = pick(oddPieces);
    return pick([
      target,
      target,
      odd,
      `/${odd}`,
      target.slice(0, at) + odd + target.slice(at),
      target.slice(0, at),
      `http://mock${target}`,
    ]);
  }

  function oddHeader(): string {
    const value = pick([pick(oddValues), pick(oddValues), noise(20), `${pick(oddValues)}, ${pick(oddValues)}`, "v".repeat(9_000)]);
    return pick(headerForms)(pick(oddNames), value.replaceAll(/[\r\n]/g, " "));
  }

  function whole(): string {
    const body = often(0.01) ? noise(70_000) : pick([...oddBodies, noise(50)]);
    const framing = pick([
      `Content-Length: ${body.length}\r\n`,
      `Content-Length: ${body.length}\r\n`,
      `Content-Length: ${body.length}\r\nContent-Type: application/json\r\n`,
      "",
    ]);
    const headers = Array.from({ length: Math.floor(random() * 4) }, oddHeader).join("");
    const host = often(0.9) ? "Host: mock\r\n" : "";
    const token = often(0.8) ? "X-Auth-Token: token\r\n" : "";
    const line = `${pick(oddMethods)} ${oddTarget()} ${pick(versions)}`;
    // Chunks end, be they well-formed or not; else the server would have to wait for them.
    const end = /transfer-encoding/i.test(headers) ? "0\r\n\r\n" : "";
    return `${line}\r\n${host}${token}${headers}${framing}\r\n${framing === "" ? "" : body}${end}`;
  }

  const chunked = (size: string) => `POST ${pick(targets)} HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n${size}\r\n{}\r\n0\r\n\r\n`;
  const kinds: readonly (() => OddRequest)[] = [
    () => ({ text: whole(), answerable: true }),
    () => ({ text: whole(), answerable: true }),
    () => ({ text: whole(), answerable: true }),
    // Several at once, the later ones perhaps as the body of the first.
    () => ({ text: whole() + whole() + whole(), answerable: true }),
    () => ({ text: `P${noise(40)}\r\n\r\n`, answerable: true }),
    () => ({ text: chunked(pick(["2", "zz", "", "-1", "2;x=y", "fffffffffffffffff"])), answerable: true }),
    () => ({ text: `GET / HTTP/1.1\r\n${"X-Filler: x\r\n".repeat(25_000)}\r\n`, answerable: true }),
    () => {
      const text = whole();
      return { text: text.slice(0, Math.floor(random() * text.length)), answerable: false };
    },
    () => ({ text: `POST ${pick(targets)} HTTP/1.1\r\nContent-Length: 100\r\n\r\n{`, answerable: false }),
  ];
  return pick(often(0.05) ? kinds : kinds.filter((_, at) => at !== 6))();
}

const versions = ["HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/9.9", "HTTP/", "http/1.1", ""];
const oddMethods = [
  "POST",
  "POST",
  "GET",
  "GET",
  "HEAD",
  "OPTIONS",
  "PUT",
  "DELETE",
  "TRACE",
  "CONNECT",
  "PATCH",
  "PRI",
  "post",
  "FOO",
  "",
];
const oddPieces = [
  ...[
    "%",
    "%zz",
    "%E0%A4%A",
    "%00",
    "%ff",
    "%2e%2e%2f",
    "../",
    "//",
    "//[",
    "?",
    "??",
    "#",
    "*",
    "http://[",
    "http://",
    "::1",
    "\\",
    "{",
    "|",
  ],
  ...["?__code=abc", "?__example=x", "?__proto__=1", "?action", "&action=stop&action=skip", "\x80\xff", " ", "\t", "\0", "x".repeat(5_000)],
];
const oddNames = [
  ...["Content-Type", "Content-Type", "Accept", "Accept", "X-Auth-Token", "Authorization", "X-Project-Id", "Connection", "Expect"],
  ...[
    "Transfer-Encoding",
    "Content-Length",
    "Content-Encoding",
    "Upgrade",
    "Host",
    "Cookie",
    "Origin",
    "X-Request-Id",
    "__proto__",
    "a b",
    "",
  ],
  ...["Access-Control-Request-Method", "Prefer", "X-Mock-Fault"],
];
const oddValues = [
  ...["", " ", "*", "json", "null", "undefined", "/", "a/b/c", "a/b;", "a/b;c", 'a/b;c="', ",", ",,;", "*/*;q=x", "application/json"],
  ...["application/json; charset=utf-99", "multipart/form-data", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"],
  ...[
    "text/plain",
    "application/xml",
    "application/vnd.x+json",
    "chunked",
    "gzip",
    "close",
    "keep-alive",
    "upgrade",
    "100-continue",
    "h2c",
  ],
  ...["[object Object]", "NaN", "-1", "1e9", "\xe4\xbd\xa0", "\x80", "=", "Basic", "SDK-HMAC-SHA256 Access=", "constructor"],
];
const headerForms: readonly ((name: string, value: string) => string)[] = [
  (name, value) => `${name}: ${value}\r\n`,
  (name, value) => `${name}: ${value}\r\n`,
  (name, value) => `${name}: ${value}\r\n${name.toLowerCase()}: ${value}\r\n`,
  (name, value) => `${name}: ${value}\r\n${name}:\r\n`,
  (name, value) => `${name}:${value}\r\n`,
  (name, value) => `${name} : ${value}\r\n`,
  (name) => `${name}\r\n`,
  (name, value) => `${name}: ${value}\n`,
];
const oddBodies = [
  ...["", "{}", "[]", "null", "0", '""', "{", '{"__proto__":{"x":1}}', '{"constructor":null}', '"\xff"', "a=%zz&b", "--x\r\n\r\n--x--"],
  ...[
    "[".repeat(5_000) + "]".repeat(5_000),
    '{"sort_field":"create_time","sort_type":"DESC"}',
    '{"page":1e999,"sort_field":{}}',
    "<a/>",
    "\0\0",
  ],
];
