import { describe, expect, it } from 'vitest';
import { documentInput, readDocument } from './documents.ts';

async function* chunks(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text);
}
const open = (content: AsyncIterable<Uint8Array>) => ({
  fileName: 'a.txt',
  contentType: undefined,
  size: undefined,
  content,
});

describe('readDocument', () => {
  it('reads all chunks in order', async () => {
    const bytes = await readDocument(open(chunks('ab', 'c')), { maxBytes: 3 });
    expect(Buffer.from(bytes).toString()).toBe('abc');
  });

  it('stops as soon as there is more than allowed', async () => {
    let read = 0;
    async function* endless() {
      for (;;) {
        read += 1;
        yield Buffer.alloc(10);
      }
    }
    await expect(readDocument(open(endless()), { maxBytes: 25 })).rejects.toMatchObject({
      code: 'DOCUMENT_TOO_LARGE',
    });
    expect(read).toBe(3);
  });
});

describe('documentInput', () => {
  it('takes the reference as the broker gives it', () => {
    const reference = {
      'camunda.document.type': 'camunda',
      storeId: 'in-memory',
      documentId: 'd1',
      contentHash: 'abc',
      metadata: {
        contentType: 'text/plain',
        fileName: 'a.txt',
        size: 3,
        expiresAt: null,
        customProperties: {},
      },
    };
    expect(documentInput.parse(reference)).toEqual(reference);
  });

  it('takes an external document by its URL', () => {
    const external = { 'camunda.document.type': 'external', url: 'https://x.example/a.pdf', name: 'a.pdf' };
    expect(documentInput.parse(external)).toEqual(external);
    const { error } = documentInput.safeParse({ ...external, url: 'file:///etc/passwd' });
    expect(error?.issues[0]).toMatchObject({ path: ['url'], message: expect.stringContaining('http://') });
  });

  it('says what a document is when it gets something else', () => {
    expect(documentInput.safeParse({ 'camunda.document.type': 'other' }).error?.issues[0]?.message).toMatch(
      /document reference/,
    );
  });
});
