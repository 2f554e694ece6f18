import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EmbeddedEngine, startEngine } from '../../embedded-engine.ts';

let engine: EmbeddedEngine;
beforeEach(async () => {
  engine = await startEngine();
});
afterEach(() => engine.close());

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** As a browser would ask: `fetch` of Node does not let the headers be chosen. */
const ask = (address: string, method: string, path: string, headers: Record<string, string>) =>
  new Promise<Answer>((resolve, reject) => {
    const asked = request(`${address}${path}`, { method, headers }, (response) => {
      void text(response).then((body) =>
        resolve({ status: response.statusCode, headers: response.headers, body }),
      );
    });
    asked.on('error', reject);
    asked.end(
      method === 'POST' ? '--x\r\nContent-Disposition: form-data; name="file"\r\n\r\na\r\n--x--\r\n' : '',
    );
  });

const PATHS = [
  ['GET', '/v2/topology'],
  ['POST', '/v2/documents'],
  ['POST', '/v2/documents/batch'],
  ['GET', '/v2/documents/1'],
  ['DELETE', '/v2/documents/1'],
  ['GET', '/v2/process-definitions/1/xml'],
  ['OPTIONS', '/v2/documents'],
  ['GET', '/nothing'],
] as const;
const FROM_PAGES: readonly Record<string, string>[] = [
  { Origin: 'https://evil.example' },
  { Origin: 'null' },
  { Host: 'evil.example' },
  { Host: 'evil.example:8080' },
  { 'Sec-Fetch-Site': 'cross-site' },
  { Origin: 'https://evil.example', 'Access-Control-Request-Private-Network': 'true' },
];
const multipart = { 'Content-Type': 'multipart/form-data; boundary=x' };

test.each(PATHS)('%s %s takes nothing from a page', async (method, path) => {
  for (const headers of FROM_PAGES) {
    const answer = await ask(engine.restAddress, method, path, { ...multipart, ...headers });
    expect(answer.status).toBe(403);
    expect(answer.body).toContain('takes nothing from pages in a browser');
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  }
});

test('programs of this machine are answered under each of its names', async () => {
  for (const host of ['localhost', '127.0.0.1', '[::1]:1']) {
    expect(await ask(engine.restAddress, 'GET', '/v2/topology', { Host: host })).toMatchObject({
      status: 200,
    });
    expect(
      await ask(engine.restAddress, 'POST', '/v2/documents', { ...multipart, Host: host }),
    ).toMatchObject({ status: 201 });
  }
});

test('the port of gRPC speaks nothing that a page can speak', async () => {
  const asked = ask(
    engine.grpcAddress.replace('grpc:', 'http:'),
    'POST',
    '/gateway_protocol.Gateway/Topology',
    {
      'Content-Type': 'application/grpc',
    },
  );
  await expect(asked).rejects.toThrow();
});
