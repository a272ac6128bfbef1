/**
 * Where a webhook may go: to a public https address, never into a private network. What a name leads to when it is
 * called can't be seen from a Worker, so a name that is pointed at a private address later is not noticed here; a
 * Worker's calls leave through Cloudflare's own network, in which there is nobody's private one to reach.
 */

/** Names that are somebody's own network, a machine's own, or never anybody's. */
const PRIVATE_ENDS =
  /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private|arpa|test|example|invalid|onion)$/;

/** First and last address of what is not the public IPv4 internet (IANA's special-purpose registry). */
const PRIVATE_V4: [string, string][] = [
  ["0.0.0.0", "0.255.255.255"],
  ["10.0.0.0", "10.255.255.255"],
  ["100.64.0.0", "100.127.255.255"],
  ["127.0.0.0", "127.255.255.255"],
  ["169.254.0.0", "169.254.255.255"],
  ["172.16.0.0", "172.31.255.255"],
  ["192.0.0.0", "192.0.0.255"],
  ["192.0.2.0", "192.0.2.255"],
  ["192.88.99.0", "192.88.99.255"],
  ["192.168.0.0", "192.168.255.255"],
  ["198.18.0.0", "198.19.255.255"],
  ["198.51.100.0", "198.51.100.255"],
  ["203.0.113.0", "203.0.113.255"],
  ["224.0.0.0", "255.255.255.255"],
];

/** Why a webhook can't be sent there, in a sentence; null where it can. */
export function whyNotSendable(text: string): string | null {
  if (!URL.canParse(text)) return "This is not an address. Give one such as https://shop.example.com/hooks.";
  const url = new URL(text);
  if (url.protocol !== "https:") return "Webhooks are sent by https only.";
  if (url.username !== "" || url.password !== "") return "Leave user and password out of the address.";
  if (url.hash !== "") return "Leave out the part after #: it is never sent.";
  if (url.port !== "" && Number(url.port) < 1024) return "Use port 443, or one from 1024 on.";
  const host = url.hostname.replace(/\.$/, "");
  if (host.startsWith("[")) return isPublicV6(host.slice(1, -1)) ? null : PRIVATE;
  if (/^[\d.]+$/.test(host)) return isPublicV4(host) ? null : PRIVATE;
  if (!host.includes(".") || PRIVATE_ENDS.test(host)) return PRIVATE;
  return null;
}

const PRIVATE = "This address is not on the public internet.";

function isPublicV4(address: string): boolean {
  const at = numberOf(address);
  return !PRIVATE_V4.some(([first, last]) => numberOf(first) <= at && at <= numberOf(last));
}

function numberOf(address: string): number {
  return address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

/**
 * Whether it is of the global unicast addresses (2000::/3), and none of those in it that stand for others: tunnels into
 * IPv4 (2001::/32, 2002::/16) and documentation (2001:db8::/32, 3fff::/20). All else, mapped IPv4 among it, is refused.
 */
function isPublicV6(address: string): boolean {
  // A URL's own form: lower case, and a first group of 2000 to 3fff is never shortened away.
  const [first = 0, second = 0] = address.split(":").map((group) => Number.parseInt(group || "0", 16));
  if (first < 0x2000 || first > 0x3fff) return false;
  if (first === 0x2001 && (second === 0 || second === 0xdb8)) return false;
  return first !== 0x2002 && !(first === 0x3fff && second < 0x1000);
}
