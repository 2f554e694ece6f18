import { createResourceScope } from '@jobwright/concurrency';
import {
  ConnectorError,
  documentInput,
  type DocumentStore,
  noTrace,
  openNetwork,
} from '@jobwright/connector-sdk';
import { startServer } from '@jobwright/test-servers/vitest';
import { afterAll, expect, test } from 'vitest';
import { callHttp } from '../call-http.ts';
import { toBody } from './document-body.ts';

const resources = createResourceScope();
afterAll(() => resources.close({ timeoutMs: 1_000 }));
const { signal } = new AbortController();
const PARTS = [Buffer.from('one '), Buffer.from('two '), Buffer.from('three')];

function createStore(size?: number) {
  let opened = 0;
  const documents: Pick<DocumentStore, 'open'> = {
    open: async () => {
      opened += 1;
      return { fileName: 'a', contentType: 'text/plain', size, content: parts() };
    },
  };
  async function* parts() {
    yield* PARTS;
  }
  return { documents: documents as DocumentStore, opened: () => opened };
}

const reference = (metadata: object) =>
  documentInput.parse({ 'camunda.document.type': 'camunda', storeId: 's', documentId: 'd', metadata });

async function put(url: string, document: object, documents: DocumentStore, repeatsOnce = false) {
  const body = await toBody(documentInput.parse(document), { documents, signal });
  const request = { method: 'PUT', url, body, repeatsOnce } as const;
  await callHttp({ request }, { signal, network: openNetwork, resources, trace: noTrace }, ({ body }) =>
    body.readUpTo(100),
  );
  return body;
}

test.each([
  [
    'the reference says how long it is',
    { size: 13, contentType: 'application/pdf' },
    undefined,
    '13',
    'application/pdf',
  ],
  ['the store says it', {}, 13, '13', 'text/plain'],
  ['nobody says it', {}, undefined, undefined, 'text/plain'],
  ['the reference says nonsense', { size: -1.5, contentType: 'a\r\nX: y' }, 13, '13', undefined],
])('is streamed, opened once, with its length: %s', async (_what, metadata, size, length, contentType) => {
  const server = await startServer();
  const { documents, opened } = createStore(size);
  const body = await put(server.origin, reference(metadata), documents);
  expect(server.requests[0]).toMatchObject({ body: 'one two three' });
  expect(server.requests[0]?.headers['content-length']).toBe(length);
  expect(server.requests[0]?.headers['transfer-encoding']).toBe(length === undefined ? 'chunked' : undefined);
  expect([body.contentType, opened()]).toEqual([contentType, 1]);
});

test.each([[{ size: 13 }], [{}]])('is opened for each try: %j', async (metadata) => {
  let asked = 0;
  const server = await startServer(() => ({
    status: (asked += 1) === 1 ? 503 : 200,
    headers: { 'Retry-After': '0' },
  }));
  const { documents, opened } = createStore(13);
  await put(server.origin, reference(metadata), documents, true);
  expect(server.requests.map(({ body }) => body)).toEqual(['one two three', 'one two three']);
  expect(opened()).toBe(2);
});

test('a document of another length than its reference says is not sent as if it were whole', async () => {
  const server = await startServer();
  await expect(put(server.origin, reference({ size: 12 }), createStore().documents)).rejects.toThrow();
  expect(server.requests).toEqual([]);
});

test('a document that cannot be opened fails the request with its own code', async () => {
  const missing = new ConnectorError({ code: 'DOCUMENT_NOT_FOUND', message: 'gone' });
  const documents = { open: () => Promise.reject(missing) } as Partial<DocumentStore> as DocumentStore;
  const server = await startServer();
  for (const metadata of [{ size: 13 }, {}])
    await expect(put(server.origin, reference(metadata), documents)).rejects.toMatchObject({
      code: 'DOCUMENT_NOT_FOUND',
    });
});
