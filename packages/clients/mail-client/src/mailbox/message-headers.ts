import { loadCharsets } from '../mime/charsets.ts';
import { decodeWords } from '../mime/encoded-words.ts';
import { findField, type HeaderField, readFields } from '../mime/header-fields.ts';
import { type ReadAddress, readAddresses } from '../mime/read-addresses.ts';

export interface MessageHeaders {
  /** As sent, without line folding. */
  readonly fields: readonly HeaderField[];
  readonly messageId: string | null;
  readonly fromAddress: string | null;
  /** Who says to have written it, names decoded. */
  readonly from: readonly ReadAddress[];
  readonly subject: string | null;
  /** Milliseconds; what has no date that can be read is older than anything else. */
  readonly sentAtMs: number;
}

/** Takes a header block apart (RFC 5322, 2.2). Whatever is wrong with it, there is an answer. */
export async function parseMessageHeaders(bytes: Uint8Array): Promise<MessageHeaders> {
  const needsCharsets = bytes.some((byte) => byte >= 0x80) || Buffer.from(bytes).includes('=?');
  const charsets = needsCharsets ? await loadCharsets() : undefined;
  const fields = readFields(bytes, charsets);
  const decode = (text: string): string => (charsets === undefined ? text : decodeWords(text, charsets));
  const addresses = readAddresses(findField(fields, 'from') ?? '');
  const from = addresses.map(({ name, address }) => ({ name: decode(name), address }));
  const subject = findField(fields, 'subject');
  return {
    fields,
    messageId: findField(fields, 'message-id') ?? null,
    fromAddress: from[0]?.address ?? null,
    from,
    subject: subject === undefined ? null : decode(subject),
    sentAtMs: toMs(findField(fields, 'date')),
  };
}

/** Compared without brackets: people copy them with and without. */
export const toBareMessageId = (messageId: string): string => messageId.trim().replace(/^<(.*)>$/s, '$1');

export function toMs(date: Date | string | undefined): number {
  const ms = date === undefined ? Number.NaN : new Date(date).getTime();
  return Number.isNaN(ms) ? Number.NEGATIVE_INFINITY : ms;
}
