import { setMaxListeners } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createGate } from '../testing/gate.ts';
import { type DnsRecord, type DnsServer, startDnsServer } from '../testing/start-dns-server.ts';
import type { ResolveName } from '../route/resolve-name.ts';
import { createNameResolver, type NameResolverOptions } from './create-name-resolver.ts';

interface Machine {
  readonly hosts?: string;
  readonly resolvConf?: string;
  readonly nsswitch?: string;
  readonly names?: Readonly<Record<string, DnsRecord>>;
  readonly askSystem?: NameResolverOptions['askSystem'];
}

async function openMachine(machine: Machine) {
  const folder = await mkdtemp(join(tmpdir(), 'names-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const files = {
    hosts: join(folder, 'hosts'),
    resolvConf: join(folder, 'resolv.conf'),
    nsswitch: join(folder, 'nsswitch.conf'),
  };
  await writeFile(files.hosts, machine.hosts ?? '');
  await writeFile(files.resolvConf, machine.resolvConf ?? '');
  await writeFile(files.nsswitch, machine.nsswitch ?? 'hosts: files dns\n');
  const server: DnsServer = await startDnsServer((name) => machine.names?.[name]);
  const { askSystem = () => Promise.reject(new Error('The system was asked')) } = machine;
  const resolve = createNameResolver({ files, servers: [server.address], askSystem });
  return {
    server,
    files,
    resolve: (name: string, signal = never()) => ask(resolve, name, signal),
    raw: resolve,
  };
}

const never = (): AbortSignal => new AbortController().signal;
const ask = async (resolve: ResolveName, name: string, signal: AbortSignal) =>
  (await resolve(name, { signal })).map(({ address }) => address);

test('IPv4 and IPv6 addresses of a name', async () => {
  const names = { 'api.example': { a: ['192.0.2.1', '192.0.2.2'], aaaa: ['fd00:0:0:0:0:0:0:1'] } };
  const { raw } = await openMachine({ names });
  expect(await raw('api.example', { signal: never() })).toMatchObject([
    { address: '192.0.2.1', family: 4 },
    { address: '192.0.2.2', family: 4 },
    { address: 'fd00::1', family: 6 },
  ]);
});

describe('names without an answer', () => {
  const names: Record<string, DnsRecord> = { 'api.example': { a: ['192.0.2.1'] } };
  for (let count = 0; count < 64; count += 1) names[`dead-${count}.example`] = 'silent';

  test('hold up no other name, and are given up with their signals', async () => {
    const { resolve, server } = await openMachine({ names });
    const over = new AbortController();
    setMaxListeners(0, over.signal);
    const dead = Array.from({ length: 64 }, (_value, count) => resolve(`dead-${count}.example`, over.signal));
    const ended = Promise.allSettled(dead);
    // The dead ones are being resolved before the live one is asked for.
    await expect.poll(() => server.asked.length).toBeGreaterThanOrEqual(128);
    expect(await resolve('api.example')).toEqual(['192.0.2.1']);
    over.abort(new Error('The job is over'));
    expect((await ended).every(({ status }) => status === 'rejected')).toBe(true);
  });

  test('an address family without an answer does not delay the other', async () => {
    const { resolve } = await openMachine({
      names: { 'half.example': { a: ['192.0.2.1'], aaaa: 'silent' } },
    });
    expect(await resolve('half.example')).toEqual(['192.0.2.1']);
  });

  test('many requests for one name share one search', async () => {
    const { resolve, server } = await openMachine({ names });
    const found = await Promise.all(Array.from({ length: 20 }, () => resolve('api.example')));
    expect(found.flat()).toEqual(Array.from({ length: 20 }, () => '192.0.2.1'));
    expect(server.asked).toHaveLength(2);
  });

  test('one request that gives up does not end the search for the others', async () => {
    const { resolve } = await openMachine({ names });
    const over = new AbortController();
    const left = resolve('api.example', over.signal).catch(() => 'left');
    const stays = resolve('api.example');
    over.abort();
    expect(await stays).toEqual(['192.0.2.1']);
    await left;
  });
});

describe('what a name is', () => {
  test('unknown, or without an address: ENOTFOUND', async () => {
    const { resolve } = await openMachine({ names: { 'empty.example': {} } });
    for (const name of ['unknown.example', 'empty.example', `${'x'.repeat(70)}.example`]) {
      await expect(resolve(name)).rejects.toMatchObject({ name: 'NameError', code: 'ENOTFOUND' });
    }
  });

  test('what no server can tell may be tried again: EAI_AGAIN', async () => {
    const { resolve } = await openMachine({ names: { 'broken.example': 'fails' } });
    await expect(resolve('broken.example')).rejects.toMatchObject({ code: 'EAI_AGAIN' });
  });

  test('of the hosts file, without a server, read again when it changes', async () => {
    const hosts = '# made by hand\n192.0.2.7  Db.internal db # main\n::1 db\n192.0.2.7 db\nnonsense db\n';
    const { resolve, server, files } = await openMachine({ hosts });
    expect(await resolve('db')).toEqual(['192.0.2.7', '::1']);
    expect(await resolve('DB.internal')).toEqual(['192.0.2.7']);
    expect(server.asked).toEqual([]);
    await writeFile(files.hosts, '192.0.2.8 db\n');
    await expect.poll(() => resolve('db')).toEqual(['192.0.2.8']);
  });

  test('localhost is this machine, *.invalid nothing, whoever is asked', async () => {
    const { resolve, server } = await openMachine({ names: { localhost: { a: ['192.0.2.1'] } } });
    expect(await resolve('localhost')).toEqual(['127.0.0.1', '::1']);
    expect(await resolve('app.localhost')).toEqual(['127.0.0.1', '::1']);
    await expect(resolve('name.invalid')).rejects.toMatchObject({ code: 'ENOTFOUND' });
    expect(server.asked).toEqual([]);
  });
});

describe('search domains', () => {
  const resolvConf =
    'nameserver 192.0.2.53\ndomain ignored.example\nsearch jobs.svc.cluster.local svc.cluster.local\noptions timeout:1 ndots:5\n';
  const names: Record<string, DnsRecord> = {
    'crm.jobs.svc.cluster.local': { a: ['10.0.0.1'] },
    'crm.other.svc.cluster.local': { a: ['10.0.0.2'] },
    'api.example.com': { a: ['192.0.2.1'] },
    'crm.example.com.svc.cluster.local': 'fails',
    'crm.example.com': { a: ['192.0.2.3'] },
    'down.jobs.svc.cluster.local': 'fails',
  };

  test('are appended to names with fewer dots than configured, as in Kubernetes', async () => {
    const { resolve, server } = await openMachine({ resolvConf, names });
    expect(await resolve('crm')).toEqual(['10.0.0.1']);
    expect(await resolve('crm.other')).toEqual(['10.0.0.2']);
    expect(await resolve('api.example.com')).toEqual(['192.0.2.1']);
    const asked = server.asked.filter((entry) => entry.includes('api') && entry.startsWith('A '));
    expect(asked).toEqual([
      'A api.example.com.jobs.svc.cluster.local',
      'A api.example.com.svc.cluster.local',
      'A api.example.com',
    ]);
  });

  test('a dot at the end means exactly this name', async () => {
    const { resolve, server } = await openMachine({ resolvConf, names });
    expect(await resolve('api.example.com.')).toEqual(['192.0.2.1']);
    expect(server.asked.toSorted()).toEqual(['A api.example.com', 'AAAA api.example.com']);
    await expect(resolve('crm.')).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });

  test('a server that cannot tell of one does not end the search', async () => {
    const { resolve } = await openMachine({ resolvConf, names });
    expect(await resolve('crm.example.com')).toEqual(['192.0.2.3']);
    await expect(resolve('down')).rejects.toMatchObject({ code: 'EAI_AGAIN' });
  });

  test('a name with enough dots is first asked for unchanged', async () => {
    const short = 'search corp.example\n';
    const { resolve, server } = await openMachine({ resolvConf: short, names });
    expect(await resolve('api.example.com')).toEqual(['192.0.2.1']);
    expect(server.asked.every((entry) => entry.endsWith(' api.example.com'))).toBe(true);
  });
});

describe('other sources of the machine', () => {
  const nsswitch = 'passwd: files\nhosts: files mdns4_minimal [NOTFOUND=return] dns # printers\n';
  const names: Record<string, DnsRecord> = { 'api.example': { a: ['192.0.2.1'] } };

  test('are asked for what DNS does not know, one name at a time', async () => {
    const gate = createGate();
    const asked: string[] = [];
    const { resolve } = await openMachine({
      nsswitch,
      names,
      askSystem: async (name) => {
        asked.push(name);
        await gate.promise;
        return [{ address: '192.0.2.9', family: 4 }];
      },
    });
    const printers = [resolve('printer-1.local'), resolve('printer-2.local')];
    await expect.poll(() => asked).toEqual(['printer-1.local']);
    expect(await resolve('api.example')).toEqual(['192.0.2.1']);
    gate.open();
    expect(await Promise.all(printers)).toEqual([['192.0.2.9'], ['192.0.2.9']]);
    expect(asked).toEqual(['printer-1.local', 'printer-2.local']);
  });

  test('do not know it either', async () => {
    const askSystem = () => Promise.reject(new Error('getaddrinfo ENOTFOUND'));
    const { resolve } = await openMachine({ nsswitch, askSystem });
    await expect(resolve('printer.local')).rejects.toMatchObject({ name: 'NameError', code: 'ENOTFOUND' });
  });

  test('are asked where there is no DNS server at all', async () => {
    const askSystem = () => Promise.resolve([{ address: '192.0.2.9', family: 4 }]);
    const resolve = createNameResolver({ servers: ['127.0.0.1:9'], askSystem });
    expect(await ask(resolve, 'api.example', never())).toEqual(['192.0.2.9']);
  });
});

test('an address is kept as long as its server says, 10 s at most', async () => {
  const names: Record<string, DnsRecord> = {
    'kept.example': { a: ['192.0.2.1'], ttlSeconds: 60 },
    'moving.example': { a: ['192.0.2.2'], ttlSeconds: 0 },
  };
  const { resolve, server } = await openMachine({ names });
  for (const name of ['kept.example', 'kept.example', 'moving.example', 'moving.example'])
    await resolve(name);
  const count = (name: string): number => server.asked.filter((entry) => entry === `A ${name}`).length;
  expect([count('kept.example'), count('moving.example')]).toEqual([1, 2]);
});
