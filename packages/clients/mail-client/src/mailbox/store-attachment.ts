import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import {
  ConnectorError,
  type DocumentReference,
  isConnectorFailure,
  type OperationContext,
  RetryableError,
} from '@jobwright/connector-sdk';
import type { MessagePart } from '../mime/message-part.ts';
import { createTransferDecoder } from '../mime/transfer-encodings.ts';
import type { PartSink } from './part-sink.ts';
import { toAttachmentName } from './to-attachment-name.ts';

export interface AttachmentTarget extends Pick<OperationContext, 'documents' | 'signal'> {
  /** Counts the attachments, from 1: the name of one without a name. */
  readonly number: number;
  readonly onStored: (reference: DocumentReference) => void;
}

/**
 * Streams an attachment into the document store.
 * @throws ConnectorError, RetryableError `EMAIL_ATTACHMENT_NOT_STORED`, from `write` or `end`
 */
export function storeAttachment(part: MessagePart, target: AttachmentTarget): PartSink {
  const { documents, signal, number, onStored } = target;
  const decoder = createTransferDecoder(part.encoding);
  const content = new PassThrough();
  content.on('error', () => undefined);
  const fileName = toAttachmentName(part, number);
  let failure: ConnectorError | RetryableError | undefined;
  const stored = documents
    .create({ content, fileName, contentType: part.contentType }, { signal })
    .then(onStored, (error: unknown) => {
      failure = toFailure(fileName, error);
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

const untilDrained = (stream: PassThrough): Promise<void> => {
  const stop = new AbortController();
  const { signal } = stop;
  return Promise.race([once(stream, 'drain', { signal }), once(stream, 'close', { signal })])
    .then(() => undefined)
    .finally(() => stop.abort());
};

/** Retried unless the store said that it will not take it. */
function toFailure(fileName: string, cause: unknown): ConnectorError | RetryableError {
  const reason = isConnectorFailure(cause) ? `${cause.code}): ${cause.message}` : 'unexpected failure)';
  const failure = {
    code: 'EMAIL_ATTACHMENT_NOT_STORED',
    message: `Failed to upload attachment '${fileName}' to document store (${reason}`,
    cause,
  };
  return isConnectorFailure(cause) && cause.kind === 'connector'
    ? new ConnectorError(failure)
    : new RetryableError(failure);
}
