import { finished } from 'node:stream/promises';
import type { MimeNode } from '@zone-eu/mailsplit';
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
      const text = decodeText(Buffer.concat(chunks), node.charset);
      if (!node.flowed) return onText(text);
      const { default: libmime } = await import('libmime');
      onText(libmime.decodeFlowed(text, node.delSp));
    },
  };
}

/** Text without a charset, or with one nobody knows, is UTF-8 if it can be. */
function decodeText(bytes: Buffer, charset: string | false): string {
  const isUtf8 = charset === false || /^(us-)?ascii$|^utf-?8$/i.test(charset);
  for (const label of [isUtf8 ? undefined : charset, 'utf-8']) {
    if (label === undefined) continue;
    try {
      return new TextDecoder(label, { fatal: label === 'utf-8', ignoreBOM: false }).decode(bytes);
    } catch {
      continue;
    }
  }
  return new TextDecoder('windows-1252').decode(bytes);
}
