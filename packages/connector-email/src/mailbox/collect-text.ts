import { finished } from 'node:stream/promises';
import type { MimeNode } from '#mailsplit';
import { loadLibmime } from './load-libmime.ts';
import type { PartSink } from './part-sink.ts';

/** Shared by all texts of one email. */
export interface TextBudget {
  remainingBytes: number;
  isExceeded: boolean;
}

/** Collects a text, decoded, as far as the budget goes. */
export function collectText(
  node: MimeNode,
  { budget, onText }: { readonly budget: TextBudget; readonly onText: (text: string) => void },
): PartSink {
  const decoder = node.getDecoder();
  const chunks: Buffer[] = [];
  decoder.on('data', (chunk: Buffer) => {
    if (chunk.byteLength > budget.remainingBytes) budget.isExceeded = true;
    const kept = chunk.subarray(0, budget.remainingBytes);
    budget.remainingBytes -= kept.byteLength;
    if (kept.byteLength > 0) chunks.push(kept);
  });
  const ended = finished(decoder);
  return {
    write(bytes) {
      if (budget.remainingBytes === 0) budget.isExceeded = true;
      else decoder.write(bytes);
      return Promise.resolve();
    },
    async end() {
      decoder.end();
      await ended;
      const text = await decodeText(Buffer.concat(chunks), node.charset);
      if (!node.flowed) return onText(text);
      const libmime = await loadLibmime();
      onText(libmime.decodeFlowed(text, node.delSp));
    },
  };
}

/** Text without a charset is UTF-8 if it can be. */
async function decodeText(bytes: Buffer, charset: string | false): Promise<string> {
  const isUtf8 = charset === false || /^(us-)?ascii$|^utf-?8$/i.test(charset);
  if (isUtf8) {
    try {
      // `stream`: text that was cut may end in the middle of a character.
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    } catch {
      // It is not, then.
    }
  }
  return decodeCharset(bytes, isUtf8 ? 'windows-1252' : charset);
}

/** Encodings of bytes that the library has among its own. */
const NO_CHARSETS = /^(base64|hex)(\W|$)/i;

/** Neither knows all; one that nobody knows is taken for UTF-8. */
async function decodeCharset(bytes: Buffer, charset: string): Promise<string> {
  const { default: iconv } = await import('#iconv-lite');
  if (iconv.encodingExists(charset) && !NO_CHARSETS.test(charset)) return iconv.decode(bytes, charset);
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return bytes.toString('utf8');
  }
}
