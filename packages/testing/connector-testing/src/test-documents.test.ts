import { defineConnector, documentInput, readDocument } from '@jobwright/connector-sdk';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { runConnector } from './run-connector.ts';
import { createTestDocuments } from './test-documents.ts';

test('a connector reads a binary document of a test, and the test the one that it makes', async () => {
  const copy = defineConnector({
    type: 'acme:copy:1',
    name: 'Copy',
    input: z.object({ file: documentInput.meta({ title: 'File' }) }),
    output: z.unknown(),
    run: async ({ file }, { documents, signal }) => {
      const opened = await documents.open(file, { signal });
      const content = await readDocument(opened, { maxBytes: 100 });
      const { contentType = '' } = opened;
      return documents.create({ content, fileName: 'copy', contentType }, { signal });
    },
  });
  const documents = createTestDocuments();
  const bytes = Buffer.from([0, 255, 128, 10]);
  const file = await documents.add(bytes, { fileName: 'a.png', contentType: 'image/png' });
  expect(file).toMatchObject({ metadata: { fileName: 'a.png', size: 4 } });
  const { outcome } = await runConnector(copy, { file }, { documents: documents.store });
  expect(outcome.variables.result).toMatchObject({
    metadata: { fileName: 'copy', contentType: 'image/png' },
  });
  expect(await documents.read(outcome.variables.result)).toEqual(bytes);
  await expect(documents.read({ ...file, documentId: 'gone' })).rejects.toMatchObject({
    code: 'DOCUMENT_NOT_FOUND',
  });
});
