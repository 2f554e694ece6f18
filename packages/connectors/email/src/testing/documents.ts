import type { DocumentStore, JsonObject, OpenDocument } from '@jobwright/connector-sdk';

export const reference = (documentId: string): JsonObject => ({
  'camunda.document.type': 'camunda',
  storeId: 'test',
  documentId,
});

/** A store that opens what the test says. */
export const storeOf = (open: (documentId: string) => OpenDocument): DocumentStore => ({
  create: () => Promise.reject(new Error('Nothing is created here')),
  open: async (document) => open('documentId' in document ? document.documentId : ''),
});

export const openDocument = (bytes: Uint8Array, facts: Partial<OpenDocument> = {}): OpenDocument => ({
  fileName: 'big.bin',
  contentType: undefined,
  size: bytes.byteLength,
  content: inParts(bytes),
  ...facts,
});

async function* inParts(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += 65_536) yield bytes.subarray(start, start + 65_536);
}
