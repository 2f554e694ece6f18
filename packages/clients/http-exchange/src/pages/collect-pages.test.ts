import { createResourceScope } from '@jobwright/concurrency';
import { type DocumentStore, isConnectorFailure, type NewDocument } from '@jobwright/connector-sdk';
import type { JsonValue } from '@jobwright/json';
import { expect, test } from 'vitest';
import type { ResponseFormat } from '../response/response-format.schema.ts';
import { collectPages } from './collect-pages.ts';
import { numberedPages } from './pages.schema.ts';

const reference = {
  'camunda.document.type': 'camunda',
  storeId: 'test',
  documentId: '1',
  metadata: {},
} as const;

/** Keeps what is written, chunk by chunk. */
function createStore() {
  const chunks: string[] = [];
  const created: Omit<NewDocument, 'content'>[] = [];
  const documents: DocumentStore = {
    async create({ content, ...facts }) {
      created.push(facts);
      if (content instanceof Uint8Array) throw new Error('Expected a stream');
      for await (const chunk of content) chunks.push(Buffer.from(chunk).toString());
      return reference;
    },
    open: () => Promise.reject(new Error('unused')),
  };
  return { documents, chunks, created };
}

const JSON_FORMAT: ResponseFormat = { as: 'JSON', encoding: undefined, maxBytes: 30, whenLarger: 'FAIL' };

async function collect(bodies: readonly JsonValue[], format: Partial<ResponseFormat> = {}) {
  const store = createStore();
  let asked = 0;
  const fetchPage = (_position: unknown, page: number) => {
    asked += 1;
    const body = bodies[page - 1] ?? [];
    const headers = { 'X-Page': String(page) };
    return Promise.resolve({
      url: 'https://api.example/',
      result: { status: 200, reason: 'OK', headers, body, document: null },
    });
  };
  const pages = numberedPages.parse({ type: 'pageNumber', parameter: 'page' });
  const signal = new AbortController().signal;
  const collected = await collectPages(
    pages,
    { format: { ...JSON_FORMAT, ...format }, method: 'GET', fetchPage },
    { documents: store.documents, signal, resources: createResourceScope() },
  ).catch((error: unknown) => error);
  return { collected, asked, ...store };
}

test('the items of all pages are one list, with the head of the last page', async () => {
  const { collected } = await collect([[{ a: 1 }], [2, null]]);
  expect(collected).toEqual({
    status: 200,
    reason: 'OK',
    headers: { 'X-Page': '3' },
    body: [{ a: 1 }, 2, null],
    document: null,
    pagination: { pages: 3, items: 3, hasMore: false },
  });
});

test('a list beyond the limit is a clear error, and no more pages are read', async () => {
  const { collected, asked } = await collect([['a'.repeat(20)], ['b'.repeat(20)], ['c']]);
  expect(isConnectorFailure(collected) && [collected.kind, collected.code]).toEqual([
    'connector',
    'HTTP_RESPONSE_TOO_LARGE',
  ]);
  expect(asked).toBe(2);
});

test('or it becomes a document, written page by page', async () => {
  const { collected, chunks, created } = await collect([['a'.repeat(20)], ['b'.repeat(20)], [], ['c']], {
    whenLarger: 'DOCUMENT',
  });
  expect(collected).toMatchObject({
    body: null,
    document: reference,
    pagination: { pages: 3, items: 2, hasMore: false },
  });
  expect(chunks).toEqual([`["${'a'.repeat(20)}","${'b'.repeat(20)}"`, ']']);
  expect(created).toEqual([{ contentType: 'application/json', fileName: 'pages.json' }]);
});

test('asked for a document, no page is kept', async () => {
  const { collected, chunks } = await collect([[1, 9007199254740993n], [{ b: 'ä' }]], {
    as: 'DOCUMENT',
    maxBytes: 1,
  });
  expect(chunks).toEqual(['[1,9007199254740993', ',{"b":"ä"}', ']']);
  expect(collected).toMatchObject({ body: null, pagination: { pages: 3, items: 3 } });
});

test('no items are an empty list', async () => {
  expect((await collect([[]], { as: 'DOCUMENT' })).chunks).toEqual(['[]']);
  expect((await collect([[]])).collected).toMatchObject({ body: [] });
});
