import {
  ConnectorError,
  type DocumentInput,
  type DocumentStore,
  InputError,
  isConnectorFailure,
  type OpenDocument,
  readDocument,
} from '@jobwright/connector-sdk';

/** All attachments of one mail together; most servers refuse more. */
export const MAX_ATTACHMENT_BYTES = 25 * 1024 * 1024;

export interface Attachment {
  readonly fileName: string;
  /** Media type; unknown when the document does not tell. */
  readonly contentType: string | undefined;
  readonly content: Buffer;
}

/**
 * Reads the documents to attach, one after the other.
 * @throws ConnectorError `EMAIL_ATTACHMENTS_TOO_LARGE` as soon as they are more than 25 MB together
 * @throws InputError when a file name holds a line break or control character
 */
export async function readAttachments(
  documents: readonly DocumentInput[],
  { store, signal }: { readonly store: DocumentStore; readonly signal: AbortSignal },
): Promise<readonly Attachment[]> {
  const attachments: Attachment[] = [];
  let remainingBytes = MAX_ATTACHMENT_BYTES;
  for (const [index, document] of documents.entries()) {
    const open = await store.open(document, { signal });
    const fileName = toFileName(open, index);
    if ((open.size ?? 0) > remainingBytes) throw toTooLarge(undefined);
    const content = await readDocument(open, { maxBytes: remainingBytes }).catch((error: unknown) => {
      throw isConnectorFailure(error) && error.code === 'DOCUMENT_TOO_LARGE' ? toTooLarge(error) : error;
    });
    signal.throwIfAborted();
    remainingBytes -= content.byteLength;
    attachments.push({
      fileName,
      contentType: toMediaType(open.contentType),
      content: Buffer.from(content.buffer, content.byteOffset, content.byteLength),
    });
  }
  return attachments;
}

function toFileName(document: OpenDocument, index: number): string {
  const fileName = document.fileName ?? `attachment-${index + 1}`;
  if (!/\p{Cc}/u.test(fileName)) return fileName;
  const path = `data.smtpAction.attachments[${index}]`;
  throw new InputError([{ path, message: 'Its file name holds a line break or another control character' }]);
}

const toMediaType = (contentType: string | undefined): string | undefined =>
  contentType !== undefined &&
  /^[\w.+-]+\/[\w.+-]+(\s*;\s*[\w.+-]+=("[^"\\\p{Cc}]*"|[\w.+-]+))*$/u.test(contentType)
    ? contentType
    : undefined;

const toTooLarge = (cause: unknown): ConnectorError =>
  new ConnectorError({
    code: 'EMAIL_ATTACHMENTS_TOO_LARGE',
    message: `The attachments are larger than ${MAX_ATTACHMENT_BYTES / 1024 / 1024} MB together; nothing was sent. Send a link, or fewer documents`,
    cause,
  });
