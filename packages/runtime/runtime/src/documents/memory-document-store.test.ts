import { readDocument } from '@jobwright/connector-sdk';
import { describe, expect, it } from 'vitest';
import { createMemoryDocumentStore } from './memory-document-store.ts';

const signal = new AbortController().signal;
const file = (text: string) => ({ content: Buffer.from(text), fileName: 'a.txt', contentType: 'text/plain' });

describe('memory document store', () => {
  it('gives back what was stored', async () => {
    const store = createMemoryDocumentStore();
    const reference = await store.create(file('hello'), { signal });
    expect(reference).toMatchObject({
      'camunda.document.type': 'camunda',
      contentHash: '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
      metadata: { fileName: 'a.txt', contentType: 'text/plain', size: 5 },
    });
    const open = await store.open(reference, { signal });
    expect(Buffer.from(await readDocument(open, { maxBytes: 5 })).toString()).toBe('hello');
  });

  it('opens a document that the model gave in full', async () => {
    const open = await createMemoryDocumentStore().open(
      { 'camunda.document.type': 'inline', content: 'ä', name: 'n.txt' },
      { signal },
    );
    expect(open).toMatchObject({ fileName: 'n.txt', size: 2 });
    expect(Buffer.from(await readDocument(open, { maxBytes: 2 })).toString()).toBe('ä');
  });

  it('refuses more than it may hold', async () => {
    const store = createMemoryDocumentStore({ maxBytes: 6 });
    await store.create(file('hello'), { signal });
    await expect(store.create(file('hi'), { signal })).rejects.toMatchObject({ code: 'DOCUMENT_TOO_LARGE' });
  });

  it('says that a document is not there', async () => {
    const reference = {
      'camunda.document.type': 'camunda',
      storeId: 's',
      documentId: 'gone',
      metadata: {},
    } as const;
    await expect(createMemoryDocumentStore().open(reference, { signal })).rejects.toMatchObject({
      code: 'DOCUMENT_NOT_FOUND',
    });
  });
});
