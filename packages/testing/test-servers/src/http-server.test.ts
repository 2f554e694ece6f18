import { get } from 'node:https';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { createLocalhostCertificate } from './certificates.ts';
import { findClosedPort } from './find-closed-port.ts';
import { startHttpServer } from './http-server.ts';
import { startServer } from './vitest.ts';

test('a server answers as told and keeps what it was sent', async () => {
  const server = await startServer(({ body }, response) => void response.writeHead(201).end(`got ${body}`));
  const response = await fetch(`${server.origin}/orders?page=2`, {
    method: 'POST',
    body: 'an order',
    headers: { 'X-Own': '1' },
  });
  expect([response.status, await response.text()]).toEqual([201, 'got an order']);
  expect(server.requests).toMatchObject([
    { method: 'POST', url: '/orders?page=2', body: 'an order', headers: { 'x-own': '1' } },
  ]);
  expect(server.connections()).toBe(1);
});

test('a reply is the whole response', async () => {
  const reply = { status: 404, headers: { 'X-Own': 'yes' }, body: '{}' };
  const response = await fetch((await startServer(() => reply)).origin);
  expect([response.status, response.headers.get('x-own'), await response.text()]).toEqual([404, 'yes', '{}']);
});

test('a server with a certificate speaks TLS', async () => {
  const { key, certificate } = await createLocalhostCertificate();
  const { origin } = await startServer(undefined, { tls: { key, cert: certificate } });
  const answer = await new Promise<string>((resolve, reject) => {
    get(origin, { ca: certificate, agent: false }, (response) => resolve(text(response))).on('error', reject);
  });
  expect(answer).toBe('ok');
});

test('closing breaks connections off, is told to the runner, and may be done twice', async () => {
  const closing: (() => Promise<void>)[] = [];
  const server = await startHttpServer(() => undefined, { onClose: (close) => closing.push(close) });
  const asked = fetch(server.origin).catch(() => 'broken off');
  await expect.poll(() => server.requests.length).toBe(1);
  await closing[0]?.();
  await server.close();
  expect(await asked).toBe('broken off');
  await expect(fetch(server.origin)).rejects.toThrow();
});

test('at a closed port nobody listens', async () => {
  await expect(fetch(`http://127.0.0.1:${await findClosedPort()}`)).rejects.toThrow();
});
