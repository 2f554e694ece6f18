import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConnectorError, type DocumentStore, RetryableError } from '@jobwright/connector-sdk';
import {
  createConnectorHarness,
  createFolderDocumentStore,
  createMemoryDocumentStore,
} from '@jobwright/connector-testing';
import { expect, onTestFinished, test } from 'vitest';
import { httpRest } from './connector.ts';
import { startServer } from '@jobwright/test-servers/vitest';

const failing = (error: Error): DocumentStore => ({
  create: () => Promise.reject(error),
  open: () => Promise.reject(new Error('not used')),
});
const full = failing(
  new RetryableError({
    code: 'DOCUMENT_STORE_UNAVAILABLE',
    message: 'The folder of the document store fails: there is no space left (ENOSPC)',
  }),
);

async function call(method: string, documents: DocumentStore, format = 'DOCUMENT') {
  const { origin, requests } = await startServer((_request, response) => {
    response.writeHead(201, { 'Content-Type': 'application/json' });
    if (format === 'cut') {
      response.write('{"a":');
      setTimeout(() => response.destroy(), 20);
    } else response.end('{"a":1}');
  });
  const harness = createConnectorHarness(httpRest, { documents });
  const variables = { method, url: origin, documentReturnFormat: { choice: 'DOCUMENT' } };
  const { outcome } = await harness.run(variables, { retries: 3 });
  await harness.close();
  return { outcome, requests };
}

test.each(['POST', 'PATCH'])(
  'a %s whose answer cannot be kept is not sent again, and says why',
  async (method) => {
    const { outcome, requests } = await call(method, full);
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      errorMessage: `HTTP_RESPONSE_NOT_KEPT: The server responded with 201, but the body could not be stored as a document: The folder of the document store fails: there is no space left (ENOSPC). The ${method} is not sent again`,
      variables: { error: { variables: { response: { status: 201 } } } },
    });
    expect(requests).toHaveLength(1);
  },
);

test.each(['GET', 'PUT', 'DELETE'])('a %s may be sent again', async (method) => {
  const { outcome } = await call(method, full);
  expect(outcome).toMatchObject({ retries: 2, errorMessage: expect.stringMatching(/ENOSPC\)$/) });
});

test('a store that refuses for good is the end of a GET too; what is no failure of ours stays in the log', async () => {
  const refusing = failing(new ConnectorError({ code: 'DOCUMENT_TOO_LARGE', message: 'Too large' }));
  expect((await call('GET', refusing)).outcome).toMatchObject({ retries: 0 });
  const { outcome } = await call('POST', failing(new Error('internal')));
  expect(outcome).toMatchObject({ retries: 0, errorMessage: expect.not.stringContaining('internal') });
});

test('a folder that is none', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'jobwright-not-kept-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  await writeFile(join(directory, 'file'), '');
  const documents = createFolderDocumentStore({ directory: join(directory, 'file') });
  const { outcome } = await call('POST', documents);
  expect(outcome).toMatchObject({
    retries: 0,
    errorMessage: expect.stringMatching(/it is no folder \(E\w+\)/),
  });
});

test('a response that is cut off is a network failure, as without a document', async () => {
  const { outcome } = await call('POST', createMemoryDocumentStore(), 'cut');
  expect(outcome).toMatchObject({ retries: 2, errorMessage: expect.not.stringContaining('NOT_KEPT') });
});
