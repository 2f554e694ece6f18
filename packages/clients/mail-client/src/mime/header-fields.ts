import type { Charsets } from './charsets.ts';

export interface HeaderField {
  readonly key: string;
  readonly value: string;
}

/** Longer values belong to an attack, not to a mail. */
const MAX_VALUE_LENGTH = 10_000;

/** Takes a header block apart (RFC 5322, 2.2), without line folding. Each field is UTF-8 if it can be (RFC 6532). */
export function readFields(head: Uint8Array, charsets?: Charsets): readonly HeaderField[] {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
  const [block = ''] = text.split(/\r?\n\r?\n/, 1);
  return block
    .replaceAll(/\r?\n(?=[ \t])/g, '')
    .split(/\r?\n/)
    .flatMap((line) => {
      const colon = line.indexOf(':');
      if (colon < 1) return [];
      const value = decodeValue(line.slice(colon + 1).trim(), charsets);
      return [{ key: line.slice(0, colon).trim(), value }];
    });
}

/** The first of that name, which is in lower case. */
export const findField = (fields: readonly HeaderField[], name: string): string | undefined =>
  fields.find(({ key }) => key.toLowerCase() === name)?.value.slice(0, MAX_VALUE_LENGTH);

function decodeValue(latin1: string, charsets: Charsets | undefined): string {
  if (/^[\0-\x7f]*$/.test(latin1)) return latin1;
  const bytes = Buffer.from(latin1, 'latin1');
  if (charsets !== undefined) return charsets.decode(bytes, undefined);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return latin1;
  }
}
