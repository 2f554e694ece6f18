import { documentReference, type DocumentStore, readDocument } from '@jobwright/connector-sdk';
import { expect } from 'vitest';

/** A variable is a reference to a document with this content. */
export async function expectDocument(
  documents: DocumentStore,
  variable: unknown,
  content: Uint8Array,
): Promise<void> {
  const opened = await documents.open(documentReference.parse(variable), {
    signal: AbortSignal.timeout(10_000),
  });
  const bytes = await readDocument(opened, { maxBytes: 1_000_000 });
  expect(Buffer.from(bytes).toString('latin1')).toBe(Buffer.from(content).toString('latin1'));
}
