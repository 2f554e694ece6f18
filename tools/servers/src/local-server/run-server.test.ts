import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findFreePort, findFreePorts } from './find-free-ports.ts';
import { runServer } from './run-server.ts';
import { isRunning } from './running-process.ts';
import { makeServerDirectory } from './server-directory.ts';

test('ports are given once', async () => {
  const ports = await findFreePorts(['a', 'b', 'c']);
  expect(new Set(Object.values(ports)).size).toBe(3);
});

test('a server runs until it is stopped, with nothing of our environment but what it needs', async () => {
  process.env['JOBWRIGHT_TEST_MARKER'] = 'ours';
  const port = await findFreePort();
  const directory = makeServerDirectory('test');
  const server = await runServer({
    name: 'Test server',
    program: process.execPath,
    args: [
      '-e',
      `console.log(process.env.JOBWRIGHT_TEST_MARKER, process.env.OWN);require('net').createServer().listen(${port},'127.0.0.1')`,
    ],
    directory,
    port,
    environment: { OWN: 'own' },
  });
  expect(server.readLog()).toBe('undefined own');
  expect(isRunning(server.pid)).toBe(true);
  await server.stop();
  expect([isRunning(server.pid), existsSync(directory)]).toEqual([false, false]);
});

test('one that ends tells the end of its log', async () => {
  const starting = runServer({
    name: 'Test server',
    program: process.execPath,
    args: ['-e', "console.error('no disk');process.exit(1)"],
    directory: makeServerDirectory('test'),
    port: await findFreePort(),
  });
  await expect(starting).rejects.toThrow('Test server did not start. The end of its log:\nno disk');
});
