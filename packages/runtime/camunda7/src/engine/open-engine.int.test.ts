import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createCertificateAuthority,
  type Reply,
  type SeenRequest,
  startHttpServer,
  startTokenServer,
} from '@jobwright/test-servers';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { EngineSettings } from './engine-settings.ts';
import { openEngine } from './open-engine.ts';

async function start(answer: (request: SeenRequest) => Reply, settings: Partial<EngineSettings> = {}) {
  const server = await startHttpServer(answer);
  const engine = openEngine({ url: `${server.origin}/engine-rest/`, ...settings });
  onTestFinished(async () => {
    await engine.close();
    await server.close();
  });
  return { engine, server };
}

const request = { method: 'POST', path: '/external-task/x/complete', body: '{"a":1}' } as const;
const bounds = { timeoutMs: 5_000 };

describe('the error of an answer says what to correct', () => {
  test.each([
    [404, '{"type":"RestException","message":"External task with id x does not exist"}', 'refused', 5],
    [404, '{"type":"NotFoundException","message":"HTTP 404 Not Found"}', 'unexpected', 13],
    [404, '<html>', 'unexpected', 13],
    [400, '{"type":"RestException","message":"x cannot ... It is locked by worker \'w\'."}', 'refused', 9],
    [400, '{"type":"RestException","message":"Cannot extend a lock that expired: ..."}', 'refused', 9],
    [400, '{"type":"InvalidRequestException","message":"Cannot convert value"}', 'refused', 3],
    [500, '{"type":"OptimisticLockingException","message":"ENGINE-03005"}', 'unexpected', 10],
    [500, '{"type":"ProcessEngineException","message":"no"}', 'unexpected', 13],
    [401, '', 'unauthenticated', 16],
    [403, '{"type":"AuthorizationException","message":"no"}', 'denied', 7],
    [429, '', 'refused', 8],
    [503, '<html>', 'unreachable', 14],
    [504, '', 'timeout', 4],
  ])('%d %s', async (status, body, failure, grpcStatus) => {
    const { engine } = await start(() => ({ status, body }));
    await expect(engine.send(request, bounds)).rejects.toMatchObject({
      failure,
      grpcStatus,
      httpStatus: status,
    });
  });
});

test('requests are JSON, and their answers are read up to a bound', async () => {
  const { engine, server } = await start(() => ({ body: 'x'.repeat(1_000) }));
  expect(await engine.send(request, bounds)).toHaveLength(1_000);
  expect(server.requests[0]).toMatchObject({
    url: '/engine-rest/external-task/x/complete',
    body: '{"a":1}',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
  });
  await expect(engine.send(request, { ...bounds, maxBytes: 999 })).rejects.toThrow('more than 999 bytes');
});

test('an answer that does not come in time is a timeout', async () => {
  const server = await startHttpServer(() => undefined);
  const engine = openEngine({ url: server.origin });
  onTestFinished(async () => {
    await engine.close();
    await server.close();
  });
  await expect(engine.send(request, { timeoutMs: 50 })).rejects.toMatchObject({ failure: 'timeout' });
});

test('basic authentication', async () => {
  const { engine, server } = await start(() => ({}), {
    authentication: { method: 'basic', username: 'ada', password: 'secret' },
  });
  await engine.send(request, bounds);
  expect(server.requests[0]?.headers.authorization).toBe(
    `Basic ${Buffer.from('ada:secret').toString('base64')}`,
  );
});

test('a token that the engine refuses is replaced', async () => {
  const tokens = await startTokenServer();
  onTestFinished(() => tokens.close());
  const oidc = { method: 'oidc', tokenUrl: tokens.url, clientId: 'a', clientSecret: 'b' } as const;
  const { engine } = await start(
    ({ headers }) => (headers.authorization === 'Bearer token-1' ? { status: 401 } : { body: 'ok' }),
    { authentication: oidc },
  );
  expect(await engine.send(request, bounds)).toBe('ok');
  expect(tokens.asked).toHaveLength(2);
});

test('mutual TLS: the engine trusts our certificate, and we trust its authority', async () => {
  const authority = await createCertificateAuthority('Test');
  const [own, client] = await Promise.all([authority.issueServer(), authority.issueClient('worker')]);
  const tls = { cert: own.certificate, key: own.key, ca: authority.certificate, requestCert: true };
  const server = await startHttpServer(() => ({}), { tls });
  const folder = await mkdtemp(join(tmpdir(), 'engine-tls-'));
  const certificateFile = join(folder, 'client.pem');
  const keyFile = join(folder, 'client.key');
  await Promise.all([writeFile(certificateFile, client.certificate), writeFile(keyFile, client.key)]);
  const open = (files: EngineSettings['tls'] = {}) => openEngine({ url: server.origin, tls: files });
  const engines = [open(), open({ ca: authority.certificate, certificateFile, keyFile })] as const;
  onTestFinished(async () => {
    await Promise.all(engines.map((engine) => engine.close()));
    await server.close();
    await rm(folder, { recursive: true });
  });
  await expect(engines[0].send(request, bounds)).rejects.toMatchObject({ failure: 'untrusted' });
  expect(await engines[1].send(request, bounds)).toBe('');
});

describe('a kept connection that breaks before the answer', () => {
  const startWithBreak = async () => {
    let count = 0;
    const server = await startHttpServer((_request, response) => {
      count += 1;
      return count === 2 ? void response.destroy() : { body: '{}' };
    });
    const engine = openEngine({ url: `${server.origin}/engine-rest` });
    onTestFinished(async () => {
      await engine.close();
      await server.close();
    });
    await engine.send({ method: 'GET', path: '/first' }, bounds);
    return { engine, server };
  };

  test('is not noticed by a request that only reads: it is sent again at once', async () => {
    const { engine, server } = await startWithBreak();
    expect(await engine.send({ method: 'GET', path: '/second' }, bounds)).toBe('{}');
    expect(server.requests.map(({ url }) => url)).toEqual([
      '/engine-rest/first',
      '/engine-rest/second',
      '/engine-rest/second',
    ]);
  });

  test('fails a POST, which may have had its effect', async () => {
    const { engine, server } = await startWithBreak();
    await expect(engine.send(request, bounds)).rejects.toMatchObject({ failure: 'unreachable' });
    expect(server.requests).toHaveLength(2);
  });
});
