import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readDocument } from '@jobwright/connector-sdk';
import { type EmbeddedEngine, startEngine } from '@jobwright/engine';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRestCluster } from '../testing/rest-cluster.ts';
import { createClusterDocumentStore } from './cluster-document-store.ts';

const signal = new AbortController().signal;
const file = (content: Uint8Array | AsyncIterable<Uint8Array>) => ({
  content,
  fileName: 'brief für Ärzte.pdf',
  contentType: 'application/pdf',
});
let engine: EmbeddedEngine;
const servers: Server[] = [];

beforeEach(async () => {
  engine = await startEngine();
});
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
  await engine.close();
});
const openStore = (address: string) => createClusterDocumentStore(createRestCluster(address));
const answering = async (status: number, body: string) => {
  const started = createServer((request, response) => {
    request.resume();
    request.on('end', () => response.writeHead(status, { 'content-type': 'application/json' }).end(body));
  });
  servers.push(started);
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return openStore(`http://127.0.0.1:${(started.address() as AddressInfo).port}`);
};

describe('documents in the cluster', () => {
  it('come back as they were stored, name and type included', async () => {
    const store = openStore(`${engine.restAddress}/`);
    async function* halves() {
      yield Buffer.from([0, 255, 10]);
      yield Buffer.from([13, 0]);
    }
    const reference = await store.create(file(halves()), { signal });
    expect(reference).toMatchObject({
      'camunda.document.type': 'camunda',
      metadata: { fileName: 'brief für Ärzte.pdf', contentType: 'application/pdf', size: 5 },
    });
    const open = await store.open(reference, { signal });
    expect([...(await readDocument(open, { maxBytes: 10 }))]).toEqual([0, 255, 10, 13, 0]);
    expect(open).toMatchObject({ fileName: 'brief für Ärzte.pdf', contentType: 'application/pdf', size: 5 });
  });

  it('are deleted, and once more is as good as once', async () => {
    const store = openStore(engine.restAddress);
    const reference = await store.create(file(Buffer.from('x')), { signal });
    await store.delete?.(reference, { signal });
    await expect(store.open(reference, { signal })).rejects.toMatchObject({ code: 'DOCUMENT_NOT_FOUND' });
    await store.delete?.(reference, { signal });
  });

  it('have links where the store has them', async () => {
    const store = openStore(engine.restAddress);
    const reference = await store.create(file(Buffer.from('x')), { signal });
    await expect(store.createLink?.(reference, { signal })).rejects.toMatchObject({
      code: 'DOCUMENT_STORE_REFUSED',
      message: expect.stringMatching(/does not support creating links/),
    });
    const link = await answering(201, '{"url":"https://store.example/a?sig=1","expiresAt":"2030-01-01"}');
    expect(await link.createLink?.(reference, { signal, timeToLiveMs: 60_000 })).toBe(
      'https://store.example/a?sig=1',
    );
    for (const body of ['{"url":"javascript:alert(1)"}', '{}', '[]']) {
      const wrong = await answering(201, body);
      await expect(wrong.createLink?.(reference, { signal })).rejects.toThrow(/did not answer with a link/);
    }
  });

  it('bring no part or header with their name or type', async () => {
    const store = openStore(engine.restAddress);
    const part = '\r\nContent-Disposition: form-data; name="metadata"\r\n\r\n{"fileName":"evil"}';
    const hostile = { ...file(Buffer.from('x')), fileName: `a"${part}`, contentType: `text/plain${part}` };
    const reference = await store.create(hostile, { signal });
    expect(reference.metadata).toMatchObject({
      fileName: hostile.fileName,
      contentType: 'application/octet-stream',
    });
  });

  it('are refused before anything is sent when they are too large', async () => {
    const store = createClusterDocumentStore(createRestCluster('http://127.0.0.1:1'), { maxBytes: 4 });
    await expect(store.create(file(Buffer.alloc(5)), { signal })).rejects.toMatchObject({
      code: 'DOCUMENT_TOO_LARGE',
      kind: 'connector',
    });
  });

  it('that are not there are named', async () => {
    const store = openStore(engine.restAddress);
    const reference = await store.create(file(Buffer.from('x')), { signal });
    await expect(store.open({ ...reference, documentId: 'gone' }, { signal })).rejects.toMatchObject({
      code: 'DOCUMENT_NOT_FOUND',
    });
  });

  it('are tried again later when the cluster is away or overloaded', async () => {
    const away = openStore('http://127.0.0.1:1');
    await expect(away.create(file(Buffer.from('x')), { signal })).rejects.toMatchObject({
      code: 'DOCUMENT_STORE_UNAVAILABLE',
      kind: 'retryable',
    });
    const overloaded = await answering(503, 'busy');
    await expect(overloaded.create(file(Buffer.from('x')), { signal })).rejects.toMatchObject({
      code: 'DOCUMENT_STORE_UNAVAILABLE',
      kind: 'retryable',
    });
  });

  it.each([
    [400, '{"detail":"bad"}', 'DOCUMENT_STORE_REFUSED', 'connector'],
    [201, '{"no":"reference"}', 'DOCUMENT_STORE_UNAVAILABLE', 'retryable'],
  ])('answer %i %s with a clear error', async (status, body, code, kind) => {
    const store = await answering(status, body);
    await expect(store.create(file(Buffer.from('x')), { signal })).rejects.toMatchObject({ code, kind });
  });

  it('stop when the job does', async () => {
    const aborted = AbortSignal.abort(new Error('the job is over'));
    const store = openStore(engine.restAddress);
    await expect(store.create(file(Buffer.from('x')), { signal: aborted })).rejects.toThrow(
      'the job is over',
    );
  });
});
