import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { documentInput, type DocumentStore } from '@jobwright/connector-sdk';
import { isJsonObject, type JsonObject, parseJson, stringifyJson } from '@jobwright/json';
import { createMemoryDocumentStore } from '@jobwright/runtime';

/** Documents in memory, for tests of connectors that read or make documents. */
export interface TestDocuments {
  /** For the option `documents` of `runConnector`. */
  readonly store: DocumentStore;
  /**
   * Keeps a document and gives its reference, as a variable of a process holds it. Default: `document.bin`,
   * `application/octet-stream`.
   */
  add(
    content: string | Uint8Array,
    facts?: { readonly fileName?: string; readonly contentType?: string },
  ): Promise<JsonObject>;
  /**
   * The content of a document, e.g. of the reference in a connector's output.
   * @throws ConnectorError `DOCUMENT_NOT_FOUND`; ZodError when it is no document
   */
  read(reference: unknown): Promise<Buffer>;
}

const { signal } = new AbortController();

/**
 * Creates a store of documents in memory; each test has its own.
 * @example
 * import { httpRest } from '@jobwright/connector-http-rest';
 *
 * const documents = createTestDocuments();
 * const body = await documents.add('Hello', { fileName: 'hello.txt', contentType: 'text/plain' });
 * const variables = { method: 'POST', url: 'https://api.example.com/letters', body };
 * await runConnector(httpRest, variables, { documents: documents.store });
 */
export function createTestDocuments(): TestDocuments {
  const store = createMemoryDocumentStore();
  return {
    store,
    async add(content, { fileName = 'document.bin', contentType = 'application/octet-stream' } = {}) {
      const reference = await store.create(
        { content: Buffer.from(content), fileName, contentType },
        { signal },
      );
      const variable = parseJson(stringifyJson(reference));
      if (!isJsonObject(variable)) throw new TypeError('A reference is an object');
      return variable;
    },
    async read(reference) {
      const { content } = await store.open(documentInput.parse(reference), { signal });
      return buffer(Readable.from(content));
    },
  };
}
