import type { DocumentInput, OpenDocument } from '@jobwright/connector-sdk';

type InlineDocument = Extract<DocumentInput, { readonly 'camunda.document.type': 'inline' }>;

/** A document that the model gave in full, as UTF-8 text. */
export function openInlineDocument(document: InlineDocument): OpenDocument {
  const bytes = Buffer.from(document.content, 'utf8');
  return {
    fileName: document.name,
    contentType: document.contentType ?? 'text/plain; charset=utf-8',
    size: bytes.byteLength,
    // eslint-disable-next-line @typescript-eslint/require-await -- an async iterable of what is there already
    content: (async function* () {
      yield bytes;
    })(),
  };
}
