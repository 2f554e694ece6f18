import {
  ConnectorError,
  type DocumentInput,
  type DocumentReference,
  type OpenDocument,
} from '@jobwright/connector-sdk';

/**
 * Opens a document that is in no store: an inline one, whose content is the text in the model, in UTF-8.
 * @throws ConnectorError `DOCUMENT_UNAVAILABLE` for an external one: the runtime fetches those for the jobs
 * it runs, a store has no network
 */
export function openGivenDocument(document: Exclude<DocumentInput, DocumentReference>): OpenDocument {
  if (document['camunda.document.type'] === 'external') {
    const message = 'An external document is fetched by the runtime of a job, not by a store';
    throw new ConnectorError({ code: 'DOCUMENT_UNAVAILABLE', message });
  }
  const bytes = Buffer.from(document.content, 'utf8');
  return {
    fileName: document.name,
    contentType: document.contentType || 'text/plain; charset=utf-8',
    size: bytes.byteLength,
    // oxlint-disable-next-line typescript/require-await -- an async iterable of what is there already
    content: (async function* () {
      yield bytes;
    })(),
  };
}
