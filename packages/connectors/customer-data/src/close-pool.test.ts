import { once } from 'node:events';
import type { Socket } from 'node:net';
import { createConnectorHarness } from '@jobwright/connector-testing';
import { expect, it, onTestFinished } from 'vitest';
import { customerData } from './connector.ts';
import { startSocketServer } from '@jobwright/test-servers';

const SERVERS: Readonly<Record<string, (socket: Socket) => void>> = {
  'says nothing': () => undefined,
  'begins to greet and stops': (socket) => void socket.write(Buffer.from([0x4a, 0, 0, 0, 0x0a, 0x38])),
};

it.each(
  ['postgres', 'mysql'].flatMap((backend) =>
    Object.keys(SERVERS).map((server) => [backend, server] as const),
  ),
)('a %s server that %s does not hold the shutdown up, nor does it end the process', async (backend, name) => {
  const closed: Promise<unknown>[] = [];
  const server = await startSocketServer((socket) => {
    closed.push(once(socket, 'close'));
    socket.resume();
    SERVERS[name]?.(socket);
  });
  onTestFinished(() => server.close());
  const unhandled: unknown[] = [];
  const note = (error: unknown) => void unhandled.push(error);
  process.on('unhandledRejection', note).on('uncaughtException', note);
  onTestFinished(() => void process.off('unhandledRejection', note).off('uncaughtException', note));

  const harness = createConnectorHarness(customerData);
  const url = `${backend}://u:p@localhost:${server.port}/crm`;
  const run = () =>
    harness.run({ backend, connection: { url }, key: '1' }, { headers: { operation: 'get' } });
  const runs = Array.from({ length: 7 }, run);
  await expect.poll(server.connections).toBe(5);
  await expect(harness.close()).resolves.toBeUndefined();
  for (const { outcome } of await Promise.all(runs)) expect(outcome.kind).toBe('fail');
  // No connection stays behind.
  await Promise.all(closed);
  await new Promise((resolve) => setImmediate(resolve));
  expect(unhandled).toEqual([]);
});
