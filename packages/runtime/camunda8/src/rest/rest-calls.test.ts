import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { InputError, type OutboundNetwork } from '@jobwright/connector-sdk';
import { createOutboundNetwork } from '@jobwright/http-client';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createClusterDocumentStore } from './cluster-document-store.ts';
import { createClusterCredentials, createClusterHttp } from '@jobwright/runtime/cluster';
import { createRestCluster } from '../testing/rest-cluster.ts';

const bounds = { timeoutMs: 60_000, signal: new AbortController().signal };

async function startServer(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A proxy that answers itself, in a network whose rules let nothing through. */
async function startProxiedNetwork(listener: RequestListener) {
  const asked: string[] = [];
  const url = await startServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    listener(request, response);
  });
  const network: OutboundNetwork = createOutboundNetwork({
    mode: 'hardened',
    deny: ['*'],
    proxies: { http: { url } },
  });
  return { network, asked };
}

const reference = {
  'camunda.document.type': 'camunda',
  storeId: 'in-memory',
  documentId: 'doc-1',
  contentHash: 'hash',
  metadata: {
    fileName: 'a.txt',
    contentType: 'text/plain',
    size: 5,
    expiresAt: null,
    processDefinitionId: null,
    processInstanceKey: null,
    customProperties: {},
  },
} as const;

describe('what the operator names goes through the proxy, and the rules do not apply', () => {
  test('the REST API of the cluster', async () => {
    const { network, asked } = await startProxiedNetwork((_request, response) => response.end('{"ok":true}'));
    const { rest } = createRestCluster('http://cluster.internal:8080', { network });
    const answer = await rest.call('/v2/topology', { method: 'GET' }, bounds);
    expect([answer.status, await answer.json()]).toEqual([200, { ok: true }]);
    expect(asked).toEqual(['GET http://cluster.internal:8080/v2/topology']);
  });

  test('its issuer of tokens', async () => {
    const { network, asked } = await startProxiedNetwork((_request, response) =>
      response.end('{"access_token":"t","expires_in":60}'),
    );
    const tokens = createClusterCredentials(
      { method: 'oidc', tokenUrl: 'http://issuer.internal/token', clientId: 'a', clientSecret: 'b' },
      createClusterHttp({ tls: {}, network }),
    );
    expect(await tokens.getHeaders()).toEqual({ authorization: 'Bearer t' });
    expect(asked).toEqual(['POST http://issuer.internal/token']);
  });

  test('its documents', async () => {
    const { network, asked } = await startProxiedNetwork((_request, response) => response.end('hello'));
    const store = createClusterDocumentStore(createRestCluster('http://cluster.internal:8080', { network }));
    const { content } = await store.open(reference, { signal: bounds.signal });
    expect(await text(Readable.from(content))).toBe('hello');
    expect(asked).toEqual([
      'GET http://cluster.internal:8080/v2/documents/doc-1?storeId=in-memory&contentHash=hash',
    ]);
  });
});

test.each(['..', '.', '%2e%2e', '../topology', '..%2ftopology'])(
  'a document with the id %j leads to nothing else',
  async (documentId) => {
    const { network, asked } = await startProxiedNetwork((_request, response) => response.end());
    const store = createClusterDocumentStore(createRestCluster('http://cluster.internal:8080', { network }));
    const opened = store.open({ ...reference, documentId }, { signal: bounds.signal });
    await expect(opened).rejects.toThrow(InputError);
    expect(asked).toEqual([]);
  },
);

describe('answers are bounded', () => {
  const endless: RequestListener = (request, response) => {
    response.statusCode = request.url === '/refused' ? 400 : 200;
    const write = (): void => void (response.write(Buffer.alloc(100_000)) ? setImmediate(write) : undefined);
    response.on('drain', write);
    write();
  };

  test.each(['/answer', '/refused'])('%s', async (path) => {
    const origin = await startServer(endless);
    const answer = await createRestCluster(origin).rest.call(path, { method: 'GET' }, bounds);
    await expect(answer.text()).rejects.toThrow('The answer is larger than');
  });

  test('one of the issuer too', async () => {
    const tokenUrl = `${await startServer(endless)}/token`;
    const client = { method: 'oidc', tokenUrl, clientId: 'a', clientSecret: 'b' } as const;
    const tokens = createClusterCredentials(client, createClusterHttp({ tls: {} }));
    await expect(tokens.getHeaders()).rejects.toThrow('answered 200, but without an access_token');
  });
});

test('a call that is not answered ends with its time, or with the signal', async () => {
  const { rest } = createRestCluster(await startServer(() => undefined));
  const late = rest.call('/', { method: 'GET' }, { timeoutMs: 50 });
  await expect(late).rejects.toMatchObject({ failure: 'timeout', message: 'no answer within 0.05 s' });
  const stop = new AbortController();
  const stopped = rest.call('/', { method: 'GET' }, { ...bounds, signal: stop.signal });
  stop.abort(new Error('stopped'));
  await expect(stopped).rejects.toThrow('stopped');
});

test('the time of a call may have a fraction', async () => {
  const { rest } = createRestCluster(await startServer((_request, response) => response.end('here')));
  const answer = await rest.call('/', { method: 'GET' }, { timeoutMs: 9_999.5 });
  expect(await answer.text()).toBe('here');
});

test('a form arrives as a form', async () => {
  let got = '';
  const origin = await startServer((request, response) => {
    request.on('data', (chunk: Buffer) => (got += chunk.toString()));
    request.on('end', () => response.end(request.headers['content-type']));
  });
  const form = new FormData();
  form.append('file', new Blob(['hello']), 'a.txt');
  const answer = await createRestCluster(origin).rest.call('/', { method: 'POST', form }, bounds);
  expect(await answer.text()).toMatch(/^multipart\/form-data; boundary=/);
  expect(got).toContain('hello');
});
