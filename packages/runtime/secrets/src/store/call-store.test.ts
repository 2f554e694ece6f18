import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createOutboundNetwork } from '@jobwright/http-client';
import { expect, onTestFinished, test } from 'vitest';
import { createStoreHttp } from './call-store.ts';

async function startServer(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('a store goes through the proxy of the network, whatever its rules say', async () => {
  const asked: (string | undefined)[] = [];
  const url = await startServer((request, response) => {
    asked.push(request.url);
    response.end('{"a":1}');
  });
  const network = createOutboundNetwork({ mode: 'hardened', deny: ['*'], proxies: { http: { url } } });
  const http = createStoreHttp({ network });
  expect(await http.call({ method: 'GET', url: 'http://vault.internal:8200/v1/a' })).toEqual({
    status: 200,
    json: { a: 1 },
  });
  expect(asked).toEqual(['http://vault.internal:8200/v1/a']);
});

test('a store that does not answer is given up in time', async () => {
  const url = await startServer(() => undefined);
  const http = createStoreHttp({ timeoutMs: 50 });
  await expect(http.call({ method: 'GET', url })).rejects.toMatchObject({ code: 'HTTP_CANCELLED' });
});

test('an answer without end is cut', async () => {
  const url = await startServer((_request, response) => {
    const write = (): void => void (response.write(Buffer.alloc(100_000)) ? setImmediate(write) : undefined);
    response.on('drain', write);
    write();
  });
  await expect(createStoreHttp({}).call({ method: 'GET', url })).rejects.toMatchObject({
    code: 'HTTP_RESPONSE_TOO_LARGE',
  });
});
