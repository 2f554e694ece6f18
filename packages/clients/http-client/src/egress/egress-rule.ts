import { type BlockList, isIP, isIPv4 } from 'node:net';
import { parseHost } from './parse-host.ts';
import { familyOf, createBlockList } from './special-ranges.ts';

/** A rule about destinations: hosts or address ranges, and ports. */
export interface EgressRule {
  /** As it was written, for messages. */
  readonly text: string;
  readonly ports: readonly [from: number, to: number];
  readonly target:
    | { readonly kind: 'any' }
    | { readonly kind: 'name'; readonly name: string; readonly withSubdomains: boolean }
    | { readonly kind: 'range'; readonly list: BlockList };
  /** The rule does not apply to these destinations. */
  readonly unless?: readonly EgressRule[];
}

export interface Checked {
  readonly host: string;
  readonly port: number;
  readonly addresses: readonly string[];
}

/** Whether a rule applies to this host, address and port. */
export function matchesRule(rule: EgressRule, checked: Checked): boolean {
  const { ports, target, unless = [] } = rule;
  if (checked.port < ports[0] || checked.port > ports[1]) return false;
  if (unless.some((exception) => matchesRule(exception, checked))) return false;
  switch (target.kind) {
    case 'any':
      return true;
    case 'name':
      return target.withSubdomains ? checked.host.endsWith(`.${target.name}`) : checked.host === target.name;
    case 'range':
      return checked.addresses.some((address) => target.list.check(address, familyOf(address)));
  }
}

const ALL_PORTS = [0, 65_535] as const;

/**
 * Parses `name`, `*.name`, `10.0.0.0/8`, `::1` or `*`, each optionally followed by `:port` or `:from-to`;
 * IPv6 with a port in brackets, `[fd00::/8]:443`. Default: all ports.
 * @throws Error that says what was expected
 */
export function parseRule(text: string): EgressRule {
  const { host, ports } = splitPorts(text);
  return { text, ports: ports === undefined ? ALL_PORTS : parsePorts(ports), target: parseTarget(host) };
}

function splitPorts(text: string): { readonly host: string; readonly ports: string | undefined } {
  const bracketed = /^\[([^\]]+)\](?::(.*))?$/.exec(text);
  if (bracketed !== null) return { host: bracketed[1] ?? '', ports: bracketed[2] };
  const [host = '', ports, ...more] = text.split(':');
  return more.length > 0 ? { host: text, ports: undefined } : { host, ports };
}

function parsePorts(text: string): EgressRule['ports'] {
  const [from, to = from] = text.split('-');
  const ports = [parsePort(from), parsePort(to)] as const;
  if (ports[0] > ports[1]) throw new Error(`the ports ${text} are in the wrong order`);
  return ports;
}

/** Parses a port from 1 to 65535. @throws Error that says what was expected, and repeats the text */
export function parsePort(text: string | undefined): number {
  const port = Number(text);
  if (text !== undefined && /^\d{1,5}$/.test(text.trim()) && port >= 1 && port <= 65_535) return port;
  throw new Error(`expected a port from 1 to 65535, got ${JSON.stringify(text ?? '')}`);
}

function parseTarget(host: string): EgressRule['target'] {
  if (host === '*') return { kind: 'any' };
  const [network = '', prefix, ...more] = host.split('/');
  if (isIP(network) !== 0) {
    const longest = isIPv4(network) ? 32 : 128;
    const length = prefix ?? String(longest);
    if (more.length > 0 || !/^\d{1,3}$/.test(length) || Number(length) > longest) {
      throw new Error(`expected an address range such as 10.0.0.0/8, got ${JSON.stringify(host)}`);
    }
    return { kind: 'range', list: createBlockList(`${network}/${length}`) };
  }
  const withSubdomains = host.startsWith('*.');
  const form = parseHost(withSubdomains ? host.slice(2) : host);
  if (form?.address !== undefined && prefix === undefined && !withSubdomains) {
    return { kind: 'range', list: createBlockList(`${form.address}/32`) };
  }
  const name = form?.host ?? '';
  if (prefix !== undefined || form?.address !== undefined || !/^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/.test(name)) {
    throw new Error(`expected a host name, *.name, an address range or *, got ${JSON.stringify(host)}`);
  }
  return { kind: 'name', name, withSubdomains };
}
