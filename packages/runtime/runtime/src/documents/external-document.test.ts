import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createResourceScope } from '@jobwright/concurrency';
import {
  isConnectorFailure,
  noTrace,
  openNetwork,
  type OutboundNetwork,
  readDocument,
} from '@jobwright/connector-sdk';
import { createOutboundNetwork } from '@jobwright/http-client';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createJobDocuments, type JobDocuments } from './job-documents.ts';
import { createMemoryDocumentStore } from './memory-document-store.ts';

const { signal } = new AbortController();

async function startServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function startDocuments({
  network = openNetwork,
  maxBytes = 1_000,
}: { network?: OutboundNetwork; maxBytes?: number } = {}): JobDocuments {
  const resources = createResourceScope();
  onTestFinished(() => resources.close());
  const store = createMemoryDocumentStore();
  return createJobDocuments({
    store,
    network,
    resources,
    trace: noTrace,
    processInstanceKey: '1',
    maxExternalDocumentBytes: maxBytes,
  });
}

const external = (url: string, name?: string) =>
  ({ 'camunda.document.type': 'external', url, ...(name === undefined ? {} : { name }) }) as const;

async function readAll(url: string, options: Parameters<typeof startDocuments>[0] = {}): Promise<string> {
  const document = await startDocuments(options).documents.open(external(url), { signal });
  return Buffer.from(await readDocument(document, { maxBytes: 1_000_000 })).toString();
}

async function failureOf(work: Promise<unknown>) {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (!isConnectorFailure(error)) throw new Error('Expected a failure', { cause: error });
  return error;
}

describe('an external document', () => {
  test('is fetched, with its type, name and size', async () => {
    const origin = await startServer((_request, response) =>
      response.writeHead(200, { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Length': 3 }).end('a;b'),
    );
    const { documents } = startDocuments();
    const document = await documents.open(external(`${origin}/x/order%20list.csv?sig=s3cret`), { signal });
    expect(document).toMatchObject({
      fileName: 'order list.csv',
      contentType: 'text/csv; charset=utf-8',
      size: 3,
    });
    expect(Buffer.from(await readDocument(document, { maxBytes: 3 })).toString()).toBe('a;b');
    const named = await documents.open(external(origin, 'own.csv'), { signal });
    expect(named.fileName).toBe('own.csv');
  });

  test('may be fetched again, and those of the store are still there', async () => {
    const origin = await startServer((_request, response) => response.end('x'));
    const { documents } = startDocuments();
    for (const name of ['once', 'twice']) {
      const document = await documents.open(external(origin, name), { signal });
      expect(Buffer.from(await readDocument(document, { maxBytes: 9 })).toString()).toBe('x');
    }
    const own = { content: Buffer.from('kept'), fileName: 'a.txt', contentType: 'text/plain' };
    const kept = await documents.open(await documents.create(own, { signal }), { signal });
    expect(Buffer.from(await readDocument(kept, { maxBytes: 9 })).toString()).toBe('kept');
  });

  test('is as large as allowed and no larger, whether the server announces its size or not', async () => {
    const origin = await startServer(({ url }, response) => {
      if (url === '/announced') response.setHeader('Content-Length', 1_001);
      response.write('a'.repeat(1_000));
      response.end(url === '/fits' ? '' : 'b');
    });
    expect(await readAll(`${origin}/fits`)).toHaveLength(1_000);
    for (const path of ['/announced', '/unannounced']) {
      const failure = await failureOf(readAll(`${origin}${path}`));
      expect(failure).toMatchObject({ kind: 'connector', code: 'DOCUMENT_TOO_LARGE' });
    }
  });

  test.each([
    [404, 'connector', 'DOCUMENT_NOT_FOUND'],
    [410, 'connector', 'DOCUMENT_NOT_FOUND'],
    [403, 'connector', 'DOCUMENT_UNAVAILABLE'],
    [429, 'retryable', 'DOCUMENT_UNAVAILABLE'],
    [503, 'retryable', 'DOCUMENT_UNAVAILABLE'],
  ])('that a server answers with %i', async (status, kind, code) => {
    const origin = await startServer((_request, response) => response.writeHead(status).end('why'));
    expect(await failureOf(readAll(`${origin}/p?sig=s3cret`))).toMatchObject({ kind, code });
  });

  test('whose server is not there is worth another try, and the query is not in the message', async () => {
    const failure = await failureOf(readAll('http://127.0.0.1:1/p?sig=s3cret'));
    expect(failure).toMatchObject({ kind: 'retryable', code: 'DOCUMENT_UNAVAILABLE' });
    expect(failure.message).toContain('HTTP_CONNECTION_REFUSED: GET http://127.0.0.1:1/p: ');
    expect(failure.message).not.toContain('s3cret');
  });

  test('that breaks off is not taken for a whole one', async () => {
    const origin = await startServer((_request, response) => {
      response.writeHead(200, { 'Content-Length': 100 }).write('half', () => response.destroy());
    });
    expect(await failureOf(readAll(origin))).toMatchObject({ code: 'DOCUMENT_UNAVAILABLE' });
  });
});

describe('obeys the network', () => {
  const onlyOf = (origin: string): OutboundNetwork =>
    createOutboundNetwork({ mode: 'hardened', allowPrivate: [new URL(origin).host] });

  test('an address that is not of the public internet', async () => {
    let asked = 0;
    const origin = await startServer((_request, response) => response.end(String((asked += 1))));
    const network = createOutboundNetwork({ mode: 'hardened' });
    for (const url of [origin, origin.replace('127.0.0.1', 'localhost')]) {
      expect(await failureOf(readAll(url, { network }))).toMatchObject({
        kind: 'connector',
        code: 'HTTP_BLOCKED',
      });
    }
    expect(asked).toBe(0);
  });

  test('where redirects lead to', async () => {
    let asked = 0;
    const hidden = await startServer((_request, response) => response.end(String((asked += 1))));
    const origin = await startServer(({ url }, response) => {
      if (url === '/moved') response.writeHead(302, { Location: '/here' }).end();
      else if (url === '/hidden') response.writeHead(302, { Location: hidden }).end();
      else response.end('here');
    });
    const network = onlyOf(origin);
    expect(await readAll(`${origin}/moved`, { network })).toBe('here');
    expect(await failureOf(readAll(`${origin}/hidden`, { network }))).toMatchObject({ code: 'HTTP_BLOCKED' });
    expect(asked).toBe(0);
  });
});

describe('is no longer fetched', () => {
  const startEndless = async () => {
    const closed = vi.fn();
    const origin = await startServer((_request, response) => {
      response.on('close', closed);
      response.write('beginning');
    });
    return { origin, closed };
  };

  test('when the job is over', async () => {
    const { origin, closed } = await startEndless();
    const job = startDocuments();
    await job.documents.open(external(origin), { signal });
    job.close();
    await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce());
  });

  test('when its reader stops', async () => {
    const { origin, closed } = await startEndless();
    const { content } = await startDocuments().documents.open(external(origin), { signal });
    for await (const chunk of content) {
      expect(Buffer.from(chunk).toString()).toBe('beginning');
      break;
    }
    await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce());
  });

  test('when the deadline of the job has come', async () => {
    const { origin, closed } = await startEndless();
    const deadline = new AbortController();
    const document = await startDocuments().documents.open(external(origin), { signal: deadline.signal });
    deadline.abort();
    await expect(readDocument(document, { maxBytes: 100 })).rejects.toMatchObject({ code: 'HTTP_CANCELLED' });
    await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce());
  });
});
