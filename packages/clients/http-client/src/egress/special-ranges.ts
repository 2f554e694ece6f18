import { BlockList, isIPv4 } from 'node:net';

/** Ranges outside the public internet, with their purpose (IANA special-purpose registries, RFC 6890). */
const RANGES: readonly (readonly [cidr: string, purpose: string])[] = [
  ['0.0.0.0/8', 'this network'],
  ['10.0.0.0/8', 'private'],
  ['100.64.0.0/10', 'shared address space'],
  ['127.0.0.0/8', 'loopback'],
  ['168.63.129.16/32', 'services of a cloud for its machines'],
  ['169.254.0.0/16', 'link-local'],
  ['172.16.0.0/12', 'private'],
  ['192.0.0.0/24', 'reserved'],
  ['192.0.2.0/24', 'documentation'],
  ['192.88.99.0/24', 'reserved'],
  ['192.168.0.0/16', 'private'],
  ['198.18.0.0/15', 'benchmarks'],
  ['198.51.100.0/24', 'documentation'],
  ['203.0.113.0/24', 'documentation'],
  ['224.0.0.0/4', 'multicast'],
  ['240.0.0.0/4', 'reserved'],
  ['::1/128', 'loopback'],
  ['::/96', 'IPv4 in IPv6'],
  ['::ffff:0:0:0/96', 'IPv4 in IPv6'],
  ['64:ff9b::/96', 'IPv4 in IPv6'],
  ['64:ff9b:1::/48', 'IPv4 in IPv6'],
  ['100::/64', 'discarded'],
  ['100:0:0:1::/64', 'reserved'],
  ['2001::/32', 'IPv4 in IPv6'],
  ['2001::/23', 'reserved'],
  ['2001:db8::/32', 'documentation'],
  ['2002::/16', 'IPv4 in IPv6'],
  ['3fff::/20', 'documentation'],
  ['5f00::/16', 'reserved'],
  ['fc00::/7', 'private'],
  ['fe80::/10', 'link-local'],
  ['fec0::/10', 'site-local'],
  ['ff00::/8', 'multicast'],
  ['::/3', 'not assigned'],
  ['4000::/2', 'not assigned'],
  ['8000::/1', 'not assigned'],
];

const lists = RANGES.map(([cidr, purpose]) => ({
  cidr,
  purpose,
  family: cidr.includes(':') ? 'ipv6' : 'ipv4',
  list: createBlockList(cidr),
}));

/** The range an address is in, for a message; `undefined` for a public address. */
export function describeSpecialRange(address: string): string | undefined {
  const own = familyOf(address);
  // A block list treats IPv4 as part of IPv6 (IPv4-mapped addresses).
  const found = lists.find(({ family, list }) => family === own && list.check(address, own));
  return found === undefined ? undefined : `${found.cidr} (${found.purpose})`;
}

/** The block list of an address range, which must be valid. */
export function createBlockList(cidr: string): BlockList {
  const [network = '', prefix = ''] = cidr.split('/');
  const list = new BlockList();
  list.addSubnet(network, Number(prefix), familyOf(network));
  return list;
}

export function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv4(address) ? 'ipv4' : 'ipv6';
}
