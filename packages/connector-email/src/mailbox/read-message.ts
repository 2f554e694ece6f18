import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { DocumentReference, OperationContext } from '@jobwright/connector-sdk';
import type { SplitterChunk } from '#mailsplit';
import { mailboxFailure, toErrorCode } from './mailbox-failure.ts';
import { MAX_BODY_BYTES, type MessageText, takeMessageParts } from './message-parts.ts';
import { storeAttachment } from './store-attachment.ts';

const MAX_HEADER_BYTES = 256 * 1024;
const MAX_PARTS = 500;

/** What an email consists of. */
export interface MessageParts extends MessageText {
  readonly attachments: readonly DocumentReference[];
  /** What could not be given. */
  readonly errors: readonly string[];
}

/**
 * Takes an email apart as it comes (RFC 2045), with bounded memory: attachments go to the document store while they arrive.
 * @throws ConnectorError `EMAIL_MESSAGE_UNREADABLE` when it has more parts or larger headers than any honest email
 */
export async function readMessage(
  content: AsyncIterable<Uint8Array>,
  context: Pick<OperationContext, 'documents' | 'signal' | 'logger'>,
): Promise<MessageParts> {
  const attachments: DocumentReference[] = [];
  const errors: string[] = [];
  const parts = takeMessageParts((node, number) =>
    storeAttachment(node, {
      documents: context.documents,
      signal: context.signal,
      logger: context.logger,
      number,
      onStored: (reference) => attachments.push(reference),
      onFailed: (problem) => errors.push(problem),
    }),
  );
  const text = await splitInto(parts, { content, signal: context.signal });
  if (text.isCut) errors.push(`The text is longer than ${MAX_BODY_BYTES} bytes: the rest of it is left out`);
  return { ...text, attachments, errors };
}

/** Only what an email says; attachments are passed over. */
export const readText = (
  content: AsyncIterable<Uint8Array>,
  { signal }: Pick<OperationContext, 'signal'>,
): Promise<MessageText> =>
  splitInto(
    takeMessageParts(() => undefined),
    { content, signal },
  );

async function splitInto(
  parts: ReturnType<typeof takeMessageParts>,
  { content, signal }: { readonly content: AsyncIterable<Uint8Array>; readonly signal: AbortSignal },
): Promise<MessageText> {
  // Loaded when somebody reads mail, with all its character sets.
  const { Splitter } = await import('#mailsplit');
  const splitter = new Splitter({
    ignoreEmbedded: true,
    maxHeadSize: MAX_HEADER_BYTES,
    maxChildNodes: MAX_PARTS,
  });
  const sink = new Writable({
    objectMode: true,
    write: (chunk: SplitterChunk, _encoding, done) => void parts.take(chunk).then(() => done(), done),
    final: (done) => void parts.endPart().then(() => done(), done),
  });
  try {
    await pipeline(content, splitter, sink, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw toErrorCode(error) === 'EMAXLEN'
      ? mailboxFailure.unreadable(error instanceof Error ? error.message : 'too many parts', error)
      : error;
  }
  return parts.finish();
}
