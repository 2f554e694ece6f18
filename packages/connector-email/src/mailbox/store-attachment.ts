import type { Transform } from 'node:stream';
import { type DocumentReference, isConnectorFailure, type OperationContext } from '@jobwright/connector-sdk';
import type { MimeNode } from '#mailsplit';
import type { PartSink } from './part-sink.ts';

export interface AttachmentTarget extends Pick<OperationContext, 'documents' | 'signal' | 'logger'> {
  /** Counts the attachments, from 1: the name of one without a name. */
  readonly number: number;
  readonly onStored: (reference: DocumentReference) => void;
  readonly onFailed: (problem: string) => void;
}

/** Streams an attachment into the document store. What fails is told to `onFailed`, so that the rest of the email is not lost. */
export function storeAttachment(node: MimeNode, target: AttachmentTarget): PartSink {
  const { documents, signal, logger, onStored, onFailed } = target;
  const decoder = node.getDecoder();
  decoder.on('error', () => undefined);
  const fileName = toFileName(node, target.number);
  const contentType = node.contentType === false ? 'application/octet-stream' : node.contentType;
  const stored = documents
    .create({ content: decoder, fileName, contentType }, { signal })
    .then(onStored, (error: unknown) => {
      logger.warn({ fileName, error }, 'An attachment could not be stored');
      const reason = isConnectorFailure(error) ? `${error.code}): ${error.message}` : 'unexpected failure)';
      onFailed(`Failed to upload attachment '${fileName}' to document store (${reason}`);
    })
    // What the store did not want must not keep the rest of the email waiting.
    .finally(() => decoder.resume());
  return {
    async write(bytes) {
      if (decoder.destroyed || decoder.write(bytes)) return;
      await untilDrained(decoder);
    },
    async end() {
      if (!decoder.destroyed) decoder.end();
      await stored;
    },
  };
}

const untilDrained = (stream: Transform): Promise<void> =>
  new Promise((resolve) => {
    const settle = (): void => {
      stream.off('drain', settle).off('close', settle);
      resolve();
    };
    stream.on('drain', settle).on('close', settle);
  });

function toFileName({ filename, contentType }: MimeNode, number: number): string {
  const name = (filename === false ? '' : filename).replaceAll(/[\p{Cc}/\\]/gu, '_').trim();
  if (name !== '') return name.slice(-200);
  return `attachment-${number}${contentType === 'message/rfc822' ? '.eml' : ''}`;
}
