import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { findClosedPort } from '@jobwright/test-servers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startLoadBalancer } from './start-load-balancer.ts';

const servers: Server[] = [];
beforeAll(async () => {
  for (const name of ['first', 'second']) {
    const server = createServer((_, response) => response.setHeader('connection', 'close').end(name));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    servers.push(server);
  }
});
afterAll(() => servers.forEach((server) => server.close()));

const addresses = () => servers.map((server) => `127.0.0.1:${(server.address() as AddressInfo).port}`);

async function ask(address: string): Promise<string> {
  return (await fetch(`http://${address}`)).text();
}

test('connections go to the servers in turn, past one that is away', async () => {
  const away = `127.0.0.1:${await findClosedPort()}`;
  const balancer = await startLoadBalancer([...addresses(), away]);
  const answers = [await ask(balancer.address), await ask(balancer.address), await ask(balancer.address)];
  expect(answers).toEqual(['first', 'second', 'first']);
  await balancer.close();
  await expect(ask(balancer.address)).rejects.toThrow();
});

test('a connection is closed when no server accepts it', async () => {
  const balancer = await startLoadBalancer([`127.0.0.1:${await findClosedPort()}`]);
  await expect(ask(balancer.address)).rejects.toThrow();
  await balancer.close();
});
