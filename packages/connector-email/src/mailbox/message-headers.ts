import addressparser from 'nodemailer/lib/addressparser';
import { loadLibmime } from './load-libmime.ts';

export interface HeaderField {
  readonly key: string;
  readonly value: string;
}

export interface MessageHeaders {
  /** As sent, without line folding. */
  readonly fields: readonly HeaderField[];
  readonly messageId: string | null;
  readonly fromAddress: string | null;
  readonly fromText: string;
  readonly subject: string | null;
  /** Milliseconds; what has no date that can be read is older than anything else. */
  readonly sentAtMs: number;
}

/** Longer values belong to an attack, not to a mail. */
const MAX_VALUE_LENGTH = 10_000;

/** Takes a header block apart (RFC 5322, 2.2). Whatever is wrong with it, there is an answer. */
export async function parseMessageHeaders(bytes: Uint8Array): Promise<MessageHeaders> {
  const fields = toFields(decodeHeader(bytes));
  const from = await decodeWords(find(fields, 'from') ?? '');
  const subject = find(fields, 'subject');
  return {
    fields,
    messageId: find(fields, 'message-id') ?? null,
    fromAddress: toFirstAddress(from),
    fromText: from,
    subject: subject === undefined ? null : await decodeWords(subject),
    sentAtMs: toMs(find(fields, 'date')),
  };
}

/** Compared without brackets: people copy them with and without. */
export const toBareMessageId = (messageId: string): string => messageId.trim().replace(/^<(.*)>$/s, '$1');

export function toMs(date: Date | string | undefined): number {
  const ms = date === undefined ? Number.NaN : new Date(date).getTime();
  return Number.isNaN(ms) ? Number.NEGATIVE_INFINITY : ms;
}

function decodeHeader(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  }
}

function toFields(text: string): readonly HeaderField[] {
  const [head = ''] = text.split(/\r?\n\r?\n/, 1);
  return head
    .replaceAll(/\r?\n(?=[ \t])/g, '')
    .split(/\r?\n/)
    .flatMap((line) => {
      const colon = line.indexOf(':');
      if (colon < 1) return [];
      return [{ key: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() }];
    });
}

const find = (fields: readonly HeaderField[], name: string): string | undefined =>
  fields.find(({ key }) => key.toLowerCase() === name)?.value.slice(0, MAX_VALUE_LENGTH);

async function decodeWords(text: string): Promise<string> {
  if (!text.includes('=?')) return text;
  const libmime = await loadLibmime();
  try {
    return libmime.decodeWords(text);
  } catch {
    return text;
  }
}

function toFirstAddress(from: string): string | null {
  const [first] = addressparser(from, { flatten: true });
  return first === undefined || first.address === '' ? null : first.address;
}
