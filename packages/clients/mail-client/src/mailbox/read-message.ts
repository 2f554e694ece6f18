import { setImmediate } from 'node:timers/promises';
import type { DocumentReference, OperationContext } from '@jobwright/connector-sdk';
import { MailError } from '../mail-failure.ts';
import { type Charsets, loadCharsets } from '../mime/charsets.ts';
import { MessageTooComplex } from '../mime/head-collector.ts';
import { createMessageSplitter } from '../mime/split-message.ts';
import { MAX_BODY_BYTES, type MessageText, collectMessageParts } from './message-parts.ts';
import { storeAttachment } from './store-attachment.ts';

/** After so many bytes of a message other work is let in. */
const SLICE_BYTES = 64 * 1024;

/** What an email consists of. */
export interface MessageParts extends MessageText {
  readonly attachments: readonly DocumentReference[];
  /** What had to be left out, a text each. */
  readonly errors: readonly string[];
}

/**
 * Parses an email while it arrives (RFC 2045), with bounded memory: attachments stream into the document
 * store.
 * @throws MailError `message-unreadable` when it has more parts or larger headers than any real email,
 * `attachment-not-stored`
 */
export async function readMessage(
  content: AsyncIterable<Uint8Array>,
  { documents, signal }: Pick<OperationContext, 'documents' | 'signal'>,
): Promise<MessageParts> {
  const attachments: DocumentReference[] = [];
  const charsets = await loadCharsets();
  const parts = collectMessageParts({
    charsets,
    openAttachment: (part, number) =>
      storeAttachment(part, {
        ...{ documents, signal, number },
        onStored: (reference) => attachments.push(reference),
      }),
  });
  const text = await splitInto(parts, { content, signal, charsets });
  const cut = `The text is longer than ${MAX_BODY_BYTES} bytes: the rest of it is left out`;
  return { ...text, attachments, errors: text.isCut ? [cut] : [] };
}

/** Reads only the text of an email; attachments are skipped. */
export async function readText(
  content: AsyncIterable<Uint8Array>,
  { signal }: Pick<OperationContext, 'signal'>,
): Promise<MessageText> {
  const charsets = await loadCharsets();
  const parts = collectMessageParts({ charsets, openAttachment: () => undefined });
  return splitInto(parts, { content, signal, charsets });
}

interface Source {
  readonly content: AsyncIterable<Uint8Array>;
  readonly signal: AbortSignal;
  readonly charsets: Charsets;
}

async function splitInto(
  parts: ReturnType<typeof collectMessageParts>,
  { content, signal, charsets }: Source,
): Promise<MessageText> {
  const splitter = createMessageSplitter(charsets);
  try {
    for await (const chunk of content) {
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      for (let start = 0; start < bytes.length; start += SLICE_BYTES) {
        signal.throwIfAborted();
        for (const piece of splitter.write(bytes.subarray(start, start + SLICE_BYTES)))
          await parts.take(piece);
        if (start > 0) await setImmediate();
      }
    }
    for (const piece of splitter.end()) await parts.take(piece);
    await parts.endPart();
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof MessageTooComplex)) throw error;
    throw new MailError({ kind: 'message-unreadable', reason: error.message }, error);
  }
  return parts.finish();
}
