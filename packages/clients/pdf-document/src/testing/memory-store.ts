import { randomUUID } from 'node:crypto';
import { ConnectorError, type DocumentStore } from '@jobwright/connector-sdk';

/** Keeps documents as long as a test runs. */
export function createMemoryStore(): DocumentStore {
  const kept = new Map<
    string,
    { readonly content: Uint8Array; readonly fileName: string; readonly contentType: string }
  >();
  return {
    async create({ content, fileName, contentType }) {
      const chunks: Uint8Array[] = [];
      if (content instanceof Uint8Array) chunks.push(content);
      else for await (const chunk of content) chunks.push(chunk);
      const documentId = randomUUID();
      const bytes = Buffer.concat(chunks);
      kept.set(documentId, { content: bytes, fileName, contentType });
      const metadata = { fileName, contentType, size: bytes.byteLength };
      return { 'camunda.document.type': 'camunda', storeId: 'in-memory', documentId, metadata };
    },
    async open(document) {
      if (document['camunda.document.type'] === 'inline') {
        const content = Buffer.from(document.content);
        return {
          fileName: document.name,
          contentType: document.contentType,
          size: content.byteLength,
          content: streamBytes(content),
        };
      }
      if (document['camunda.document.type'] === 'external')
        throw new Error('The runtime fetches external documents itself');
      const found = kept.get(document.documentId);
      if (found === undefined)
        throw new ConnectorError({
          code: 'DOCUMENT_NOT_FOUND',
          message: `There is no document ${document.documentId}`,
        });
      return { ...found, size: found.content.byteLength, content: streamBytes(found.content) };
    },
  };
}

async function* streamBytes(content: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.byteLength; at += 65_536) yield content.subarray(at, at + 65_536);
}
