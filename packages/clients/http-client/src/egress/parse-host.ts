import { isIP } from 'node:net';

/** A host in canonical form. */
export interface HostForm {
  /**
   * Lower-case ASCII name without the dot at the end, or IP address without brackets and zone. For rules, TLS
   * names and messages.
   */
  readonly host: string;
  /** The same if it is an IP address, otherwise `undefined`. */
  readonly address: string | undefined;
  /**
   * What to resolve and connect to: `host`, with the dot at the end of an absolute name, with the zone of an
   * IPv6 address.
   */
  readonly connectTo: string;
}

/** Characters that would end the host of a URL, and blanks, which the URL parser drops. */
const NOT_IN_HOSTS = /[\s\x00-\x1f\x7f/\\?#@:[\]]/;
/**
 * Most hosts, which are in canonical form already: no last label that may be a number, nothing for IDNA to
 * check.
 */
const IS_PLAIN = /^(?!.*xn--)(?:[a-z0-9_-]{1,63}\.){0,60}[a-z][a-z_-]{0,62}$/;
const ZONE = /^[\w.~-]{1,64}$/;

/**
 * Brings a host into the canonical form of the URL standard: full-width and other compatibility characters,
 * ideographic dots, percent-encoding, upper case, IPv4 in octal, hexadecimal and short forms. IPv6 with or
 * without brackets and zone. `undefined` if it is neither a host name nor an address.
 */
export function parseHost(text: string): HostForm | undefined {
  if (IS_PLAIN.test(text)) return { host: text, address: undefined, connectTo: text };
  const bare = /^\[(.*)\]$/s.exec(text)?.[1] ?? text;
  if (bare.includes(':')) return parseIPv6(bare);
  if (bare === '' || NOT_IN_HOSTS.test(bare)) return undefined;
  let host: string;
  try {
    host = new URL(`http://${bare}/`).hostname;
  } catch {
    return undefined;
  }
  if (isIP(host) !== 0) return { host, address: host, connectTo: host };
  const name = host.replace(/\.$/, '');
  if (name.split('.').includes('')) return undefined;
  return { host: name, address: undefined, connectTo: host };
}

function parseIPv6(text: string): HostForm | undefined {
  const [address = '', zone, ...more] = text.split('%');
  if (isIP(address) !== 6 || more.length > 0 || (zone !== undefined && !ZONE.test(zone))) return undefined;
  const host = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  return { host, address: host, connectTo: zone === undefined ? host : `${host}%${zone}` };
}
