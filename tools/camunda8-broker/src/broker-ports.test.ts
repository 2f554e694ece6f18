import { createServer, type Server } from 'node:net';
import { expect, test } from 'vitest';
import { chooseBrokerPorts } from './broker-ports.ts';

test('ports are different and can be listened on', async () => {
  const ports: readonly number[] = Object.values(await chooseBrokerPorts({}));
  expect(new Set(ports).size).toBe(5);
  const servers = await Promise.all(
    ports.map(
      (port) =>
        new Promise<Server>((resolve, reject) => {
          const server = createServer();
          server.once('error', reject).listen(port, '127.0.0.1', () => resolve(server));
        }),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
});

test('given ports are taken as they are', async () => {
  expect(await chooseBrokerPorts({ grpc: 26500, management: 9600 })).toMatchObject({
    grpc: 26500,
    management: 9600,
  });
});
