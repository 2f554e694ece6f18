import { describe, expect, test } from 'vitest';
import { createOutboundNetwork } from '../network/create-outbound-network.ts';
import type { NetworkSettings } from '../network/network-settings.ts';
import { findAllowedAddresses, type SocketTarget } from './find-allowed-addresses.ts';
import { BlockedError } from './guarded-lookup.ts';
import { openGuardedSocket } from './open-guarded-socket.ts';
import { type ResolveName, ResolveTimeoutError } from './resolve-name.ts';
import { findClosedPort, startSocketServer } from '@jobwright/test-servers/vitest';

const never: ResolveName = () => new Promise(() => undefined);
const resolveTo =
  (...addresses: readonly string[]): ResolveName =>
  () =>
    Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));

const find = (settings: NetworkSettings, target: Omit<SocketTarget, 'network' | 'port'>) =>
  findAllowedAddresses({ port: 5432, network: createOutboundNetwork(settings), ...target });

describe('a host that is denied is not connected to, whichever way it is written', () => {
  test.each(['localhost', 'ＬＯＣＡＬＨＯＳＴ', 'loc%61lhost', 'localhost.', 'ⓛocalhost'])(
    '%s',
    async (host) => {
      await expect(find({ deny: ['localhost'] }, { host, resolveName: never })).rejects.toThrow(
        'localhost:5432 is denied by the rule localhost',
      );
    },
  );

  test.each([
    '127.0.0.1',
    '127.1',
    '0x7f.1',
    '2130706433',
    '１２７。0。0。1',
    '::1',
    '[::1]',
    '::1%lo',
    '::ffff:127.0.0.1',
    '[::ffff:7f00:1%lo]',
    '64:ff9b::127.0.0.1',
    '2002:7f00:1::',
    '168.63.129.16',
  ])('%s in the hardened mode', async (host) => {
    await expect(find({ mode: 'hardened' }, { host, resolveName: never })).rejects.toThrow(BlockedError);
  });

  test('what is no host is blocked', async () => {
    await expect(find({}, { host: '/var/run/postgresql' })).rejects.toThrow(BlockedError);
  });
});

test('only allowed addresses of a name are given, with the name in its one form', async () => {
  const resolveName = resolveTo('10.0.0.1', '93.184.216.34', '::1', '2606:4700::1');
  expect(await find({ mode: 'hardened' }, { host: 'DB.Example。com', resolveName })).toEqual({
    host: 'db.example.com',
    addresses: ['93.184.216.34', '2606:4700::1'],
  });
  const inside = { host: 'db.example.com', resolveName: resolveTo('10.0.0.1') };
  await expect(find({ mode: 'hardened' }, inside)).rejects.toThrow('10.0.0.1 is in 10.0.0.0/8 (private)');
});

test('targets of the operator are not checked against the rules', async () => {
  const target = { host: 'vault.internal', resolveName: resolveTo('10.0.0.1'), target: 'operator' } as const;
  expect(await find({ mode: 'hardened', deny: ['*'] }, target)).toMatchObject({ addresses: ['10.0.0.1'] });
});

describe('a name without an answer', () => {
  test('ends with its time', async () => {
    await expect(find({}, { host: 'a.example', resolveName: never, timeoutMs: 20 })).rejects.toThrow(
      ResolveTimeoutError,
    );
  });

  test('ends with the signal, which the lookup sees', async () => {
    const over = new AbortController();
    let seen: AbortSignal | undefined;
    const resolveName: ResolveName = (_name, { signal }) => {
      seen = signal;
      return new Promise(() => undefined);
    };
    const found = find({}, { host: 'a.example', resolveName, signal: over.signal });
    over.abort(new Error('The job is over'));
    await expect(found).rejects.toThrow('The job is over');
    expect(seen?.aborted).toBe(true);
  });

  test('fails with what Node calls it', async () => {
    await expect(find({}, { host: 'name.invalid' })).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });
});

describe('a guarded socket', () => {
  const network = createOutboundNetwork({ deny: ['127.0.0.2'] });

  test('connects to the address that was checked', async () => {
    const { port } = await startSocketServer((socket) => socket.end('hello'));
    const resolveName = resolveTo('127.0.0.2', '127.0.0.1');
    const { socket, host } = await openGuardedSocket({ host: 'DB.example', port, network, resolveName });
    expect([host, socket.remoteAddress]).toEqual(['db.example', '127.0.0.1']);
    expect(await socket.setEncoding('utf8').toArray()).toEqual(['hello']);
  });

  test('is not opened where nothing is allowed', async () => {
    let connections = 0;
    const { port } = await startSocketServer(() => (connections += 1));
    const opened = openGuardedSocket({ host: '127.0.0.2', port, network });
    await expect(opened).rejects.toThrow('is denied by the rule 127.0.0.2');
    expect(connections).toBe(0);
  });

  test('fails with what Node says, or with the reason of the signal', async () => {
    const port = await findClosedPort();
    const target = { host: '127.0.0.1', port, network };
    await expect(openGuardedSocket(target)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    const signal = AbortSignal.abort(new Error('The job is over'));
    await expect(openGuardedSocket({ ...target, signal })).rejects.toThrow('The job is over');
  });
});
