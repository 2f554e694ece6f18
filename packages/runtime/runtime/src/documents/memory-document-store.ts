import { randomUUID, createHash } from 'node:crypto';
import {
  ConnectorError,
  type DocumentReference,
  type DocumentStore,
  type NewDocument,
  type OpenDocument,
} from '@jobwright/connector-sdk';
import { openGivenDocument } from './given-document.ts';

/**
 * Keeps documents in the memory of this process, for development and tests. `maxBytes`: of all together,
 * default 268,435,456 (256 MB).
 */
export function createMemoryDocumentStore(options: { readonly maxBytes?: number } = {}): DocumentStore {
  const maxBytes = options.maxBytes ?? 256 * 1024 * 1024;
  const kept = new Map<string, { readonly document: NewDocument; readonly bytes: Uint8Array }>();
  let used = 0;

  return {
    async create(document, { signal }) {
      const bytes = await collect(document.content, { maxBytes: maxBytes - used, signal });
      const documentId = randomUUID();
      kept.set(documentId, { document, bytes });
      used += bytes.byteLength;
      return referenceOf(documentId, document, bytes);
    },
    // oxlint-disable-next-line typescript/require-await -- its errors must be rejections
    async open(document) {
      if (document['camunda.document.type'] !== 'camunda') return openGivenDocument(document);
      const found = kept.get(document.documentId);
      if (found === undefined) throw documentNotFound(document);
      return openDocument(found.document, found.bytes);
    },
    // oxlint-disable-next-line typescript/require-await -- a store answers with a promise
    async delete({ documentId }) {
      used -= kept.get(documentId)?.bytes.byteLength ?? 0;
      kept.delete(documentId);
    },
  };
}

/** The error for a document that is not in the store: a ConnectorError with the code `DOCUMENT_NOT_FOUND`. */
export const documentNotFound = (reference: DocumentReference): ConnectorError =>
  new ConnectorError({
    code: 'DOCUMENT_NOT_FOUND',
    message: `Document ${reference.documentId} is not in the store "${reference.storeId}": it may have expired, or belong to another store`,
  });

function referenceOf(documentId: string, document: NewDocument, bytes: Uint8Array): DocumentReference {
  return {
    'camunda.document.type': 'camunda',
    storeId: 'in-memory',
    documentId,
    contentHash: createHash('sha256').update(bytes).digest('hex'),
    metadata: { contentType: document.contentType, fileName: document.fileName, size: bytes.byteLength },
  };
}

function openDocument(document: NewDocument, bytes: Uint8Array): OpenDocument {
  const { fileName, contentType } = document;
  return { fileName, contentType, size: bytes.byteLength, content: once(bytes) };
}

// oxlint-disable-next-line typescript/require-await -- an async iterable of what is there already
async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** @throws ConnectorError `DOCUMENT_TOO_LARGE` */
export async function collect(
  content: NewDocument['content'],
  { maxBytes, signal }: { readonly maxBytes: number; readonly signal: AbortSignal },
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of content instanceof Uint8Array ? once(content) : content) {
    signal.throwIfAborted();
    size += chunk.byteLength;
    if (size > maxBytes) {
      throw new ConnectorError({
        code: 'DOCUMENT_TOO_LARGE',
        message: `The document store has room for ${maxBytes} bytes more; the document is larger`,
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
