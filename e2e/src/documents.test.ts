import { createClusterDocumentStore } from '@jobwright/camunda8';
import { readDocument } from '@jobwright/connector-sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectTarget, type Target } from './testing/target.ts';

const signal = new AbortController().signal;
let target: Target;

beforeAll(async () => {
  target = await connectTarget();
});
afterAll(() => target.close());

test('the document API of the cluster takes a document and gives a reference to it', async () => {
  const store = createClusterDocumentStore({ restAddress: target.restAddress });
  const content = Buffer.from('%PDF-1.7 not really');
  const reference = await store.create(
    { content, fileName: 'brief für Ärzte.pdf', contentType: 'application/pdf' },
    { signal },
  );
  expect(reference).toMatchObject({
    'camunda.document.type': 'camunda',
    documentId: expect.stringMatching(/./),
    metadata: { fileName: 'brief für Ärzte.pdf', contentType: 'application/pdf' },
  });
  const opened = store.open(reference, { signal });
  if (target.name === 'embedded') {
    expect(await readDocument(await opened, { maxBytes: 100 })).toEqual(content);
  } else {
    // Camunda 8.6.0's own store loses each document with its request; that is told, not hidden.
    await expect(opened).rejects.toMatchObject({ code: 'DOCUMENT_NOT_FOUND' });
  }
});
