import { loadCharsets } from '../mime/charsets.ts';
import { decodeWords, onOneLine } from '../mime/encoded-words.ts';
import { findField, type HeaderField, readFields } from '../mime/header-fields.ts';
import { readDate } from '../mime/read-date.ts';
import { type ReadAddress, readAddresses } from '../mime/read-addresses.ts';

/** What the headers of a message say. */
export interface MessageHeaders {
  /** As sent, without line folding. */
  readonly fields: readonly HeaderField[];
  /** With its angle brackets; `null` when there is none. */
  readonly messageId: string | null;
  /** The address of the first author; `null` when there is none. */
  readonly fromAddress: string | null;
  /** The authors that the message claims (`From`), names decoded. */
  readonly from: readonly ReadAddress[];
  /** Decoded; `null` when there is none. */
  readonly subject: string | null;
  /** Milliseconds since 1970; `-Infinity` without a date that can be read, so that it sorts as the oldest. */
  readonly sentAtMs: number;
}

/** Parses a header block (RFC 5322, 2.2). Never fails, whatever is wrong with it. */
export async function parseMessageHeaders(bytes: Uint8Array): Promise<MessageHeaders> {
  const needsCharsets = bytes.some((byte) => byte >= 0x80) || Buffer.from(bytes).includes('=?');
  const charsets = needsCharsets ? await loadCharsets() : undefined;
  const fields = readFields(bytes, charsets);
  const decode = (text: string): string => (charsets === undefined ? text : decodeWords(text, charsets));
  const addresses = hasOneAuthor(fields) ? readAddresses(findField(fields, 'from') ?? '') : [];
  const from = addresses.map(({ name, address }) => ({ name: onOneLine(decode(name)), address }));
  const subject = findField(fields, 'subject');
  const messageId = findField(fields, 'message-id');
  return {
    fields,
    messageId: messageId === undefined ? null : bareIdOf(messageId),
    fromAddress: from[0]?.address ?? null,
    from,
    subject: subject === undefined ? null : onOneLine(decode(subject)),
    sentAtMs: readDate(findField(fields, 'date') ?? '') ?? Number.NEGATIVE_INFINITY,
  };
}

/**
 * A message has one `From` (RFC 5322, 3.6): of several that differ nobody can say which is checked, and which
 * is shown.
 */
const hasOneAuthor = (fields: readonly HeaderField[]): boolean =>
  new Set(fields.filter(({ key }) => key.toLowerCase() === 'from').map(({ value }) => value)).size <= 1;

/** Without what programs write around it. */
const bareIdOf = (messageId: string): string => /<[^<>\s]+>/.exec(messageId)?.[0] ?? messageId;

/** Compared without brackets: people copy them with and without. */
export const toBareMessageId = (messageId: string): string => messageId.trim().replace(/^<(.*)>$/s, '$1');

export function toMs(date: Date | string | undefined): number {
  const ms = date === undefined ? Number.NaN : new Date(date).getTime();
  return Number.isNaN(ms) ? Number.NEGATIVE_INFINITY : ms;
}
