import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openNetwork } from '@jobwright/connector-sdk';
import { runConnector } from '@jobwright/connector-testing';
import { createOutboundNetwork } from '@jobwright/http-client';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, test } from 'vitest';
import { customerData } from './connector.ts';
import { migrateCustomerData } from './migrate-customer-data.ts';
import { startSocketServer, type TestServerHandle } from '@jobwright/test-servers';

let server: TestServerHandle;
let folder: string;
beforeAll(async () => {
  server = await startSocketServer((socket) => socket.destroy());
  folder = mkdtempSync(join(tmpdir(), 'database-egress-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server.close();
});

const get = async (backend: string, url: string, network = openNetwork) => {
  const { outcome } = await runConnector(
    customerData,
    { backend, connection: { url }, key: '1' },
    { network, headers: { operation: 'get' } },
  );
  return outcome;
};
const onPort = (url: string): string => url.replace('PORT', String(server.port));

/** One machine in all the ways to write it. */
const HOSTS = [
  ...[
    'localhost',
    '127.0.0.1',
    '127.1',
    '0x7f.0.0.1',
    '2130706433',
    '%31%32%37.0.0.1',
    'ｌｏｃａｌｈｏｓｔ',
    'LOCALHOST',
  ],
  ...['localhost.', '[::1]', '[::ffff:127.0.0.1]'],
];
const URLS: readonly (readonly [backend: string, url: string])[] = [
  ...HOSTS.flatMap((host) => [
    ['postgres', `postgres://u:p@${host}:PORT/crm`] as const,
    ['mysql', `mysql://u:p@${host}:PORT/crm`] as const,
    ['mysql', `mariadb://u:p@${host}:PORT/crm?ssl-mode=disabled`] as const,
  ]),
  ['postgres', 'postgres://u:p@db.example/crm?host=127.0.0.1&port=PORT'],
  ['postgres', 'postgresql://u:p@db.example/crm?%68ost=localhost&port=PORT'],
  ['postgres', 'postgres:///crm?host=0x7f.1&port=PORT&user=u'],
];

describe.each([
  ['hardened', { mode: 'hardened', deny: ['*'] }],
  ['hardened alone', { mode: 'hardened' }],
  ['with a range denied', { deny: ['127.0.0.0/8', '::1'] }],
] as const)('a network that is %s', (_, settings) => {
  it.each(URLS)('lets nothing through to %s %s', async (backend, url) => {
    const before = server.connections();
    const outcome = await get(backend, onPort(url), createOutboundNetwork(settings));
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      variables: { error: { code: 'DATABASE_BLOCKED' } },
    });
    expect(server.connections()).toBe(before);
  });
});

it.each(URLS)('is reached where that is allowed: %s %s', async (backend, url) => {
  // What is written in IPv6 would need a server there.
  if (url.includes('[')) return;
  const before = server.connections();
  const network = createOutboundNetwork({ mode: 'hardened', allowPrivate: [`127.0.0.1:${server.port}`] });
  const outcome = await get(backend, onPort(url), network);
  expect(outcome).toMatchObject({ variables: { error: { code: 'DATABASE_UNAVAILABLE' } } });
  expect(server.connections()).toBeGreaterThan(before);
});

describe('files and sockets of the machine', () => {
  it.each([
    ...['sslcert', 'sslkey', 'sslrootcert', '%73slcert'].map((name) => ['postgres', name] as const),
    ...['ssl-ca', 'ssl-cert', 'ssl-key', 'socket'].map((name) => ['mysql', name] as const),
  ])('are not named by the model of %s with %s, and cannot be told apart', async (backend, name) => {
    const file = join(folder, 'secret.pem');
    writeFileSync(file, 'secret');
    const before = server.connections();
    const ask = (path: string) => get(backend, onPort(`${backend}://u:p@127.0.0.1:PORT/crm?${name}=${path}`));
    const outcome = await ask(file);
    expect(outcome).toMatchObject({ kind: 'fail', retries: 0 });
    expect(JSON.stringify(outcome)).toContain(`parameter ${decodeURIComponent(name)}`);
    expect(JSON.stringify(outcome)).toContain('network.databases');
    expect(await ask('/no/such/file')).toEqual(outcome);
    expect(await ask('/')).toEqual(outcome);
    expect(server.connections()).toBe(before);
  });

  it.each([
    'postgres://u:p@db.example/crm?host=FOLDER',
    'postgres://u:p@PERCENT/crm',
    'postgres:///crm?user=u&host=FOLDER',
  ])('such as %s', async (url) => {
    const socket = await startSocketServer(() => undefined, { path: join(folder, '.s.PGSQL.5432') });
    onTestFinished(() => socket.close());
    const given = url.replace('FOLDER', folder).replace('PERCENT', encodeURIComponent(folder));
    const outcome = await get('postgres', given);
    expect(outcome).toMatchObject({ kind: 'fail', retries: 0 });
    expect(JSON.stringify(outcome)).toContain('may not name files or sockets');
    expect(socket.connections()).toBe(0);
  });

  it('are those that the operator names', async () => {
    const postgres = await startSocketServer((one) => one.destroy(), { path: join(folder, '.s.PGSQL.5432') });
    const mysql = await startSocketServer((one) => one.destroy(), { path: join(folder, 'mysql.sock') });
    onTestFinished(async () => void (await Promise.all([postgres.close(), mysql.close()])));
    const unavailable = { code: 'DATABASE_UNAVAILABLE' };
    await expect(
      migrateCustomerData({ connectionUrl: `postgres://u:p@db.example/crm?host=${folder}` }),
    ).rejects.toMatchObject(unavailable);
    await expect(
      migrateCustomerData({ connectionUrl: `mysql://u:p@localhost/crm?socket=${folder}/mysql.sock` }),
    ).rejects.toMatchObject(unavailable);
    await expect(
      migrateCustomerData({ connectionUrl: `mysql://u:p@db.example/crm?ssl-ca=${folder}/none.pem` }),
    ).rejects.toMatchObject({ code: 'CONNECTION_INVALID', message: expect.stringContaining('ENOENT') });
    expect([postgres.connections(), mysql.connections()]).toEqual([1, 1]);

    const network = {
      ...createOutboundNetwork({ mode: 'hardened' }),
      databaseFor: (origin: string) =>
        origin === 'postgres://crm:5432' ? { socketPath: folder } : undefined,
    };
    expect(await get('postgres', 'postgres://u:p@crm/crm', network)).toMatchObject({
      variables: { error: unavailable },
    });
    expect(postgres.connections()).toBe(2);
  });
});

describe('a connection URL', () => {
  it.each([
    ['postgres', 'postgres://u:p@a.example,b.example/crm', 'names several hosts'],
    [
      'postgres',
      'postgres://u:p@db.example/crm?hostaddr=127.0.0.1',
      'parameter hostaddr, which is not supported',
    ],
    ['postgres', 'postgres://u:p@db.example/crm?HOST=127.0.0.1', 'parameter HOST, which is not supported'],
    ['postgres', 'postgres://u:p@db.example/crm?service=crm', 'parameter service, which is not supported'],
    [
      'postgres',
      'postgres://u:p@db.example/crm?passfile=/etc/passwd',
      'parameter passfile, which is not supported',
    ],
    ['postgres', 'postgres://u:p@db.example/crm?host=a&host=b', 'host appears twice'],
    ['postgres', 'postgres://u:p@db.example/crm?port=0', 'not a number from 1 to 65535'],
    ['postgres', 'postgres://u:p@db.example/crm?sslmode=maybe', 'must be one of disable'],
    ['postgres', 'postgres://db.example/crm', 'names no user'],
    [
      'mysql',
      'mysql://u:p@db.example/crm?socketPath=/run/mysql',
      'parameter socketPath, which is not supported',
    ],
    ['mysql', 'mysql://u:p@db.example/crm?host=127.0.0.1', 'parameter host, which is not supported'],
    ['mysql', 'mysql://u:p@db.example/crm?flags=LOCAL_FILES', 'parameter flags, which is not supported'],
    ['mysql', 'mysql://u:p@db.example/', 'names no database'],
  ])('of %s such as %s is refused with its reason', async (backend, url, reason) => {
    const outcome = await get(backend, url, createOutboundNetwork({ deny: ['*'] }));
    expect(outcome).toMatchObject({ kind: 'fail', retries: 0 });
    expect(JSON.stringify(outcome)).toContain(reason);
    expect(JSON.stringify(outcome)).not.toContain('/etc/passwd');
  });
});

test('limits of the network hold: a database that keeps failing is left alone', async () => {
  const origin = `mysql://127.0.0.1:${server.port}`;
  const network = createOutboundNetwork({
    limits: { [origin]: { circuitBreaker: { failures: 1, openMs: 60_000 } } },
  });
  await get('mysql', `${origin.replace('//', '//u:p@')}/crm`, network);
  const before = server.connections();
  const outcome = await get('mysql', `${origin.replace('//', '//u:p@')}/crm`, network);
  expect(JSON.stringify(outcome)).toContain('was not called');
  expect(server.connections()).toBe(before);
});

test('neither passwords nor users of the environment go to a server that a model names', async () => {
  const heard: string[] = [];
  const curious = await startSocketServer((socket) =>
    socket.on('data', (data) => {
      heard.push(data.toString('latin1'));
      // Asks for the password in clear text.
      socket.write(Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 3]));
      if (heard.length > 1) socket.destroy();
    }),
  );
  onTestFinished(() => curious.close());
  process.env['PGPASSWORD'] = 'MARKER-password';
  onTestFinished(() => void delete process.env['PGPASSWORD']);
  await get('postgres', `postgres://u@127.0.0.1:${curious.port}/crm?sslmode=disable`);
  expect(heard).toHaveLength(2);
  expect(heard.join('')).not.toContain('MARKER');
});
