import { connect, createServer } from 'node:net';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { startDeadline } from './start-deadline.ts';

/** As `SIGSTOP`, or a laptop that sleeps, does. */
function standStill(durationMs: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, durationMs);
}

test('a process that stood still reads what has come before its time is over', async () => {
  const server = createServer((socket) => void socket.end('answer'));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port');
  const events: string[] = [];
  const socket = connect(address.port, '127.0.0.1').setEncoding('utf8');
  await once(socket, 'connect');
  const isOver = new Promise<void>((resolve) => {
    startDeadline(20, () => {
      events.push('time is over');
      resolve();
    });
  });
  socket.on('data', (text: string) => events.push(text));
  standStill(500);
  await isOver;
  expect(events).toEqual(['answer', 'time is over']);
});

test('it calls nothing once it is stopped', async () => {
  const calls: string[] = [];
  startDeadline(5, () => calls.push('stopped'))();
  await new Promise<void>((resolve) => void startDeadline(10, resolve));
  expect(calls).toEqual([]);
});
