import { isIPv4, isIPv6 } from 'node:net';

/**
 * An address, and the embedded IPv4 addresses that packets may be sent to: IPv4-mapped, IPv4-compatible,
 * NAT64, 6to4, Teredo and ISATAP addresses of IPv6 carry one.
 */
export interface AddressForms {
  /** IPv4 text or IPv6 text without a zone; an IPv4-mapped one as the IPv4 address it is. */
  readonly address: string;
  readonly embedded: readonly string[];
}

/** Parses an IP address; `undefined` if it is not one. */
export function parseAddressForms(text: string): AddressForms | undefined {
  if (isIPv4(text)) return { address: text, embedded: [] };
  const [address = ''] = text.split('%');
  if (!isIPv6(address)) return undefined;
  const words = parseWords(address);
  if (startsWith(words, [0, 0, 0, 0, 0, 0xffff])) return { address: formatIPv4(words, 6), embedded: [] };
  return { address, embedded: listEmbedded(words) };
}

type Words = readonly number[];

function listEmbedded(words: Words): readonly string[] {
  const isCompatible = startsWith(words, [0, 0, 0, 0, 0, 0]) && (words[6] ?? 0) + (words[7] ?? 0) > 1;
  const isNat64 = startsWith(words, [0x64, 0xff9b]);
  const isTranslated = startsWith(words, [0, 0, 0, 0, 0xffff, 0]);
  if (isCompatible || isNat64 || isTranslated) return [formatIPv4(words, 6)];
  if (words[0] === 0x2002) return [formatIPv4(words, 1)];
  if (startsWith(words, [0x2001, 0])) {
    const client = [~(words[6] ?? 0) & 0xffff, ~(words[7] ?? 0) & 0xffff];
    return [formatIPv4(words, 2), formatIPv4(client, 0)];
  }
  const isIsatap = ((words[4] ?? 0) & 0xfdff) === 0 && words[5] === 0x5efe;
  return isIsatap ? [formatIPv4(words, 6)] : [];
}

const startsWith = (words: Words, prefix: Words): boolean =>
  prefix.every((word, index) => words[index] === word);

const formatIPv4 = (words: Words, at: number): string =>
  [words[at] ?? 0, words[at + 1] ?? 0].flatMap((word) => [word >> 8, word & 0xff]).join('.');

/** The eight 16-bit words of an IPv6 address that is known to be one. */
function parseWords(address: string): Words {
  const [head = '', tail] = address.split('::');
  const before = parseGroups(head);
  const after = tail === undefined ? [] : parseGroups(tail);
  const gap = Array.from({ length: 8 - before.length - after.length }, () => 0);
  return [...before, ...gap, ...after];
}

const parseGroups = (text: string): number[] =>
  text
    .split(':')
    .filter((group) => group !== '')
    .flatMap((group) => {
      if (!isIPv4(group)) return [Number.parseInt(group, 16)];
      const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
      return [a * 256 + b, c * 256 + d];
    });
