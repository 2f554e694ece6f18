import type { Charsets } from './charsets.ts';

/** One header field. */
export interface HeaderField {
  /** Its name, in the sender's spelling. */
  readonly key: string;
  /** Unfolded; encoded words stay encoded. */
  readonly value: string;
}

/** Longer values belong to an attack, not to a mail. */
const MAX_VALUE_LENGTH = 10_000;

/**
 * Parses a header block (RFC 5322, 2.2) and unfolds its lines. A field is read as UTF-8 where it is valid
 * (RFC 6532).
 */
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
