import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestClock } from '../../core/test-clock.ts';
import { type EmbeddedEngine, startEngine } from '../../embedded-engine.ts';
import { connectSdk } from '../../testing/connect-sdk.ts';

const clock = createTestClock();
let engine: EmbeddedEngine;
beforeEach(async () => {
  engine = await startEngine({ clock, documents: { maxDocumentBytes: 1000, maxTotalBytes: 2500 } });
});
afterEach(() => engine.close());

interface Reference {
  readonly documentId: string;
  readonly contentHash: string;
}

const url = (path: string): string => `${engine.restAddress}${path}`;
const fileOf = (bytes: number, name = 'a.bin'): File => new File([Buffer.alloc(bytes, 'x')], name);

async function upload(
  file: Blob,
  { metadata, query = '' }: { metadata?: unknown; query?: string } = {},
): Promise<Response> {
  const body = new FormData();
  body.append('file', file);
  if (metadata !== undefined)
    body.append('metadata', new Blob([JSON.stringify(metadata)], { type: 'application/json' }));
  return fetch(url(`/v2/documents${query}`), { method: 'POST', body });
}

async function expectProblem(response: Response, status: number, detail: RegExp): Promise<void> {
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  expect(await response.json()).toMatchObject({
    type: 'about:blank',
    status,
    detail: expect.stringMatching(detail),
  });
}

test('the REST client of the SDK uploads, downloads and deletes a document', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'documents-'));
  try {
    const path = join(folder, 'letter.txt');
    await writeFile(path, 'Grüße');
    const client = connectSdk(engine).getCamundaRestClient();
    const reference = await client.uploadDocument({
      file: createReadStream(path),
      metadata: { fileName: 'renamed.txt', contentType: 'text/plain', customProperties: { page: '1' } },
    });
    expect(reference).toMatchObject({
      'camunda.document.type': 'camunda',
      storeId: 'in-memory',
      metadata: { fileName: 'renamed.txt', contentType: 'text/plain', customProperties: { page: '1' } },
    });
    const { documentId, contentHash, storeId } = reference;
    const content = await client.downloadDocument({ documentId, contentHash, storeId });
    expect(Buffer.from(content).toString('utf8')).toBe('Grüße');
    await client.deleteDocument({ documentId, storeId });
    await expect(client.downloadDocument({ documentId, contentHash })).rejects.toThrow(/404/);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('the orchestration cluster client uploads, downloads and deletes a document', async () => {
  const client = connectSdk(engine).getOrchestrationClusterApiClientLoose();
  const file = new File(['abc'], 'a.txt', { type: 'text/plain' });
  const reference: unknown = await client.createDocument({ file } as never);
  expect(reference).toMatchObject({ storeId: 'in-memory', metadata: { fileName: 'a.txt', size: 3 } });
  const { documentId, contentHash } = reference as Reference;
  expect(await client.getDocument({ documentId, contentHash })).toBe('abc');
  await client.deleteDocument({ documentId });
  expect((await fetch(url(`/v2/documents/${documentId}?contentHash=${contentHash}`))).status).toBe(404);
});

test('a document keeps the id, type and metadata it is given; keys keep their digits', async () => {
  const body = new FormData();
  body.append(
    'metadata',
    new Blob(
      ['{"fileName":"b.pdf","contentType":"application/pdf","processInstanceKey":22517998136852501}'],
      { type: 'application/json' },
    ),
  );
  body.append('file', fileOf(3));
  const response = await fetch(url('/v2/documents?documentId=invoice-7&storeId=in-memory'), {
    method: 'POST',
    body,
  });
  expect(response.status).toBe(201);
  const text = await response.text();
  expect(text).toContain('"processInstanceKey":22517998136852501');
  const { contentHash, documentId, metadata } = JSON.parse(text) as Reference & { metadata: unknown };
  expect(documentId).toBe('invoice-7');
  expect(metadata).toMatchObject({ fileName: 'b.pdf', contentType: 'application/pdf', size: 3 });
  const download = await fetch(url(`/v2/documents/invoice-7?contentHash=${contentHash}`));
  expect(download.headers.get('content-type')).toBe('application/pdf');
  expect(await download.text()).toBe('xxx');
  await expectProblem(
    await upload(fileOf(1), { query: '?documentId=invoice-7' }),
    409,
    /'invoice-7' already exists/,
  );
});

test('a batch gives each file its own metadata', async () => {
  const body = new FormData();
  body.append('files', fileOf(1, 'a'));
  body.append('files', fileOf(2, 'b'));
  body.append('metadataList', new Blob(['[{"fileName":"first"},{}]'], { type: 'application/json' }));
  const response = await fetch(url('/v2/documents/batch'), { method: 'POST', body });
  expect(response.status).toBe(201);
  expect(await response.json()).toMatchObject({
    createdDocuments: [
      { metadata: { fileName: 'first', size: 1 } },
      { metadata: { fileName: 'b', size: 2 } },
    ],
    failedDocuments: [],
  });
});

test('a wrong or missing hash, an unknown id or store, and links are refused', async () => {
  const { documentId, contentHash } = (await (await upload(fileOf(1))).json()) as Reference;
  await expectProblem(await fetch(url(`/v2/documents/${documentId}?contentHash=00`)), 400, /hash 00/);
  await expectProblem(await fetch(url(`/v2/documents/${documentId}`)), 400, /No document hash provided/);
  await expectProblem(await fetch(url('/v2/documents/nope?contentHash=00')), 404, /'nope' not found/);
  await expectProblem(await fetch(url('/v2/documents/nope'), { method: 'DELETE' }), 404, /'nope' not found/);
  await expectProblem(
    await upload(fileOf(1), { query: '?storeId=aws' }),
    400,
    /store with id 'aws' does not exist/,
  );
  const links = (query: string): Promise<Response> =>
    fetch(url(`/v2/documents/${documentId}/links${query}`), { method: 'POST' });
  await expectProblem(await links(''), 400, /No document hash provided/);
  await expectProblem(await links(`?contentHash=${contentHash}`), 403, /does not support creating links/);
});

test('an upload that is not one says why', async () => {
  const json = { 'content-type': 'application/json' };
  await expectProblem(
    await fetch(url('/v2/documents'), { method: 'POST', headers: json, body: '{}' }),
    415,
    /multipart\/form-data/,
  );
  for (const expiresAt of ['soon', '2030-04-31T12:00:00Z', '2031-02-29T12:00:00Z', '2030-01-31']) {
    await expectProblem(await upload(fileOf(1), { metadata: { expiresAt } }), 400, /expiresAt/);
  }
  await expectProblem(await upload(fileOf(1), { metadata: { contentType: 'a\nb' } }), 400, /contentType/);
  await expectProblem(await upload(fileOf(1), { metadata: [] }), 400, /metadata is invalid/);
  const noFile = new FormData();
  noFile.append('metadata', new Blob(['{}'], { type: 'application/json' }));
  await expectProblem(
    await fetch(url('/v2/documents'), { method: 'POST', body: noFile }),
    400,
    /part 'file' is not present/,
  );
  const cut = { 'content-type': 'multipart/form-data; boundary=x' };
  const body = '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc';
  await expectProblem(
    await fetch(url('/v2/documents'), { method: 'POST', headers: cut, body }),
    400,
    /multipart body cannot be read/,
  );
});

test('documents stay within the memory they may use', async () => {
  await expectProblem(await upload(fileOf(1001)), 413, /1000 bytes/);
  const first = (await (await upload(fileOf(1000))).json()) as Reference;
  expect((await upload(fileOf(1000))).status).toBe(201);
  await expectProblem(await upload(fileOf(1000)), 507, /delete documents first/);
  await fetch(url(`/v2/documents/${first.documentId}`), { method: 'DELETE' });
  expect((await upload(fileOf(1000))).status).toBe(201);
});

test('an upload the client breaks off leaves nothing behind', async () => {
  await new Promise<void>((resolve) => {
    const broken = request(url('/v2/documents'), {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x', 'content-length': 5000 },
    });
    broken.on('error', () => resolve());
    broken.write(
      `--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n${'x'.repeat(900)}`,
      () => broken.destroy(new Error('gone')),
    );
  });
  for (const status of [201, 201]) expect((await upload(fileOf(1000))).status).toBe(status);
});

test('a document is gone when it has expired', async () => {
  const expiresAt = new Date(clock.now() + 60_000).toISOString();
  const { documentId, contentHash } = (await (
    await upload(fileOf(1), { metadata: { expiresAt } })
  ).json()) as Reference;
  const get = (): Promise<Response> => fetch(url(`/v2/documents/${documentId}?contentHash=${contentHash}`));
  expect((await get()).status).toBe(200);
  clock.advance(60_000);
  expect((await get()).status).toBe(404);
});

test('topology is there; odd addresses are refused', async () => {
  const topology = await (await fetch(url('/v2/topology'))).json();
  expect(topology).toMatchObject({
    brokers: [
      {
        brokerId: '0',
        host: '127.0.0.1',
        partitions: [{ role: 'leader', health: 'healthy', state: 'active' }],
      },
    ],
    clusterId: null,
    gatewayVersion: '8.10.0',
    lastCompletedChangeId: '-1',
  });
  await expectProblem(await fetch(url('/v2/documents/%zz')), 400, /not a valid url component/);
  await expectProblem(await fetch(url(`/v2/documents/${'a'.repeat(600)}`)), 414, /a{500}/);
});
