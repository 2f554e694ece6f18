import { PassThrough } from 'node:stream';
import { type DocumentReference, isConnectorFailure, type OperationContext } from '@jobwright/connector-sdk';
import { MailError } from '../mail-failure.ts';
import type { MessagePart } from '../mime/message-part.ts';
import { createTransferDecoder } from '../mime/transfer-encodings.ts';
import type { PartSink } from './part-sink.ts';
import { attachmentName } from './attachment-name.ts';

export interface AttachmentTarget extends Pick<OperationContext, 'documents' | 'signal'> {
  /** Counts the attachments, from 1: the name of one without a name. */
  readonly number: number;
  readonly onStored: (reference: DocumentReference) => void;
}

/**
 * Streams an attachment into the document store.
 * @throws MailError `attachment-not-stored`, from `write` or `end`
 */
export function storeAttachment(part: MessagePart, target: AttachmentTarget): PartSink {
  const { documents, signal, number, onStored } = target;
  const decoder = createTransferDecoder(part.encoding);
  const content = new PassThrough();
  content.on('error', () => undefined);
  const fileName = attachmentName(part, number);
  let failure: MailError | undefined;
  const stored = documents
    .create({ content, fileName, contentType: part.contentType }, { signal })
    .then(onStored, (error: unknown) => {
      failure = notStoredError(fileName, error);
      // Whoever waits for the store to take more waits no longer.
      content.destroy();
    })
    // A store that knows the content already need not read it to its end.
    .finally(() => content.resume());
  const check = (): void => {
    if (failure !== undefined) throw failure;
  };
  return {
    async write(bytes) {
      check();
      const decoded = decoder.write(bytes);
      if (decoded.length > 0 && !content.destroyed && !content.write(decoded)) await untilDrained(content);
      check();
    },
    async end() {
      if (!content.destroyed) content.end(decoder.end());
      await stored;
      check();
    },
  };
}

const untilDrained = (stream: PassThrough): Promise<void> =>
  new Promise((resolve) => {
    const finish = (): void => {
      stream.off('drain', finish).off('close', finish);
      resolve();
    };
    stream.once('drain', finish).once('close', finish);
  });

/** Final only where the store said that it will not take it. */
const notStoredError = (fileName: string, cause: unknown): MailError =>
  new MailError(
    {
      kind: 'attachment-not-stored',
      fileName,
      isFinal: isConnectorFailure(cause) && cause.kind === 'connector',
    },
    cause,
  );
