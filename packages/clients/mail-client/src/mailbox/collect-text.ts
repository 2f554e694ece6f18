import type { Charsets } from '../mime/charsets.ts';
import { decodeFlowed } from '../mime/flowed-text.ts';
import type { MessagePart } from '../mime/message-part.ts';
import { createTransferDecoder } from '../mime/transfer-encodings.ts';
import type { PartSink } from './part-sink.ts';

/** Shared by all texts of one email. */
export interface TextBudget {
  remainingBytes: number;
  isExceeded: boolean;
}

export interface TextTarget {
  readonly charsets: Charsets;
  readonly budget: TextBudget;
  readonly onText: (text: string) => void;
}

/** Collects a text, decoded, as far as the budget goes. */
export function collectText(part: MessagePart, { charsets, budget, onText }: TextTarget): PartSink {
  const decoder = createTransferDecoder(part.encoding);
  const chunks: Buffer[] = [];
  let isCut = false;
  const keep = (chunk: Buffer): void => {
    if (chunk.byteLength > budget.remainingBytes) isCut = budget.isExceeded = true;
    const kept = chunk.subarray(0, budget.remainingBytes);
    budget.remainingBytes -= kept.byteLength;
    if (kept.byteLength > 0) chunks.push(kept);
  };
  return {
    write(bytes) {
      if (budget.remainingBytes === 0) isCut = budget.isExceeded = true;
      else keep(decoder.write(bytes));
      return Promise.resolve();
    },
    end() {
      keep(decoder.end());
      const text = charsets.decode(Buffer.concat(chunks), part.charset, { isCut });
      onText(part.isFlowed ? decodeFlowed(text, { deletesSpace: part.deletesSpace }) : text);
      return Promise.resolve();
    },
  };
}
