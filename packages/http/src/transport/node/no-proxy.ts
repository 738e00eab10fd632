/**
 * Is a host one of those that `NO_PROXY` lists? Names, addresses and networks stand between commas or blanks, each perhaps with a port:
 *
 * - `example.com` is that name and all below it, `.example.com` and `*.example.com` are those below it; a final dot and capitals mean nothing;
 * - `192.0.2.7`, `2001:db8::7` and `[2001:db8::7]` are that address, in whichever spelling; `192.0.2.0/24` is a network;
 * - `*` is every host.
 *
 * These are the rules of Go, whose ports curl lacks; for curl `.example.com` is `example.com` as well.
 *
 * @param host as `URL` has it
 * @see https://pkg.go.dev/golang.org/x/net/http/httpproxy#Config
 * @see https://curl.se/docs/manpage.html#--noproxy
 */
export function isExempt(host: string, port: number, list: string): boolean {
  const name = withoutFinalDot(withoutBrackets(host));
  return list
    .toLowerCase()
    .split(/[,\s]+/)
    .some((entry) => entry !== "" && fits(entry, name, port));
}

function fits(entry: string, host: string, port: number): boolean {
  const { isIP } = process.getBuiltinModule("node:net");
  // Only what is not itself an address can end in a port.
  const [, named = entry, ownPort] = isIP(entry) ? [] : (/^(.+):(\d+)$/.exec(entry) ?? []);
  if (ownPort !== undefined && Number(ownPort) !== port) return false;
  const [network = "", prefix] = withoutBrackets(named).split("/");
  if (isIP(network)) return isIP(host) !== 0 && isIn(network, prefix, host);
  return prefix === undefined && isBelow(withoutFinalDot(named), host);
}

/** @param prefix length of the network's; without it, only the address itself is meant */
function isIn(network: string, prefix: string | undefined, host: string): boolean {
  const { BlockList, isIPv6 } = process.getBuiltinModule("node:net");
  const familyOf = (address: string) => (isIPv6(address) ? "ipv6" : "ipv4");
  const length = prefix === undefined || !/^\d{1,3}$/.test(prefix) ? undefined : Number(prefix);
  if (prefix !== undefined && (length === undefined || length > (isIPv6(network) ? 128 : 32))) return false;
  // For a list, every IPv4 address lies in `::/0` as well.
  if (isIPv6(network) && !isIPv6(host) && length !== undefined && length < mappedPrefix) return false;
  const list = new BlockList();
  if (length === undefined) list.addAddress(network, familyOf(network));
  else list.addSubnet(network, length, familyOf(network));
  return list.check(host, familyOf(host));
}

/** Length of `::ffff:0:0`, the network in which IPv6 has the addresses of IPv4. */
const mappedPrefix = 96;

function isBelow(entry: string, host: string): boolean {
  if (entry.startsWith("*")) return host.endsWith(entry.slice(1));
  const { domainToASCII } = process.getBuiltinModule("node:url");
  const isDotted = entry.startsWith(".");
  const domain = domainToASCII(isDotted ? entry.slice(1) : entry);
  return domain !== "" && (host.endsWith(`.${domain}`) || (!isDotted && host === domain));
}

function withoutBrackets(host: string): string {
  return host.replace(/^\[(.*)\]/, "$1");
}

function withoutFinalDot(name: string): string {
  return name.replace(/\.$/, "");
}
