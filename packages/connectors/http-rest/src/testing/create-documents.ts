import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { ConnectorError, type DocumentStore, type NewDocument } from '@jobwright/connector-sdk';

/** A document store in memory. */
export function createDocuments(): DocumentStore {
  const kept = new Map<string, NewDocument & { readonly content: Uint8Array }>();
  return {
    async create({ content, fileName, contentType }) {
      const bytes = content instanceof Uint8Array ? content : await buffer(Readable.from(content));
      const documentId = randomUUID();
      kept.set(documentId, { content: bytes, fileName, contentType });
      const metadata = { fileName, contentType, size: bytes.byteLength };
      return { 'camunda.document.type': 'camunda', storeId: 'test', documentId, metadata };
    },
    open(reference) {
      const document = 'documentId' in reference ? kept.get(reference.documentId) : undefined;
      if (document === undefined) {
        return Promise.reject(new ConnectorError({ code: 'DOCUMENT_NOT_FOUND', message: 'There is none' }));
      }
      const { fileName, contentType, content } = document;
      return Promise.resolve({
        fileName,
        contentType,
        size: content.byteLength,
        content: Readable.from([content]),
      });
    },
  };
}
