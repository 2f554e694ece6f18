import { type DocumentInput, type DocumentStore, readDocument } from '@jobwright/connector-sdk';

/**
 * What opens the documents that a definition names: pictures, fonts, attachments, rows. Any document store is
 * one.
 */
export type DocumentOpener = Pick<DocumentStore, 'open'>;

/** Documents as a renderer gets them: from whoever asked for the drawing. */
export interface DocumentSupply {
  /** A whole document of at most so many bytes. */
  read(document: DocumentInput, maxBytes: number): Promise<Uint8Array>;
  stream(document: DocumentInput): AsyncIterable<Uint8Array>;
}

export function createDocumentSupply(documents: DocumentOpener, signal: AbortSignal): DocumentSupply {
  return {
    read: async (document, maxBytes) =>
      readDocument(await documents.open(document, { signal }), { maxBytes }),
    async *stream(document) {
      const { content } = await documents.open(document, { signal });
      yield* content;
    },
  };
}
