import { createClusterDocumentStore, openCluster } from '@jobwright/camunda8';
import { readDocument } from '@jobwright/connector-sdk';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { connectTarget, type Target } from './testing/target.ts';

const signal = new AbortController().signal;
let target: Target;

beforeAll(async () => {
  target = await connectTarget();
});
afterAll(() => target.close());

test('the document API of the cluster takes a document and gives a reference to it', async () => {
  const cluster = await openCluster({}, { environment: target.environment });
  onTestFinished(() => cluster.close());
  const store = createClusterDocumentStore(cluster);
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
  const read = opened.then((document) => readDocument(document, { maxBytes: 100 }));
  if (target.name === 'embedded') {
    expect(await read).toEqual(content);
  } else {
    // A cluster without a store of documents loses each one with its request (8.6.0 does); that is told, not
    // hidden.
    const code = (error: unknown) => Reflect.get(Object(error), 'code') as unknown;
    expect([content, 'DOCUMENT_NOT_FOUND']).toContainEqual(await read.catch(code));
  }
});
