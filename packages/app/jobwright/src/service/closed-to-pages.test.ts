import { request } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { startEchoService } from '../commands/dev/start-echo-service.ts';
import { startServiceServer } from './start-service-server.ts';

const ask = (url: string, headers: Record<string, string> = {}, body = '') =>
  new Promise<number | undefined>((resolve, reject) => {
    const asked = request(url, { headers, method: body === '' ? 'GET' : 'POST' }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode));
    });
    asked.on('error', reject);
    asked.end(body);
  });
const FROM_PAGES: readonly Record<string, string>[] = [
  { Origin: 'https://evil.example' },
  { Host: 'evil.example' },
  { 'Sec-Fetch-Site': 'cross-site' },
];

const start = async (host: string) => {
  const server = await startServiceServer({
    host,
    port: 0,
    adminToken: undefined,
    state: () => ({ kind: 'starting' }),
    metrics: { contentType: 'text/plain', metrics: () => Promise.resolve('a 1\n') },
  });
  onTestFinished(() => server.close());
  return server.address;
};

test.each(['/metrics', '/health/live', '/actuator/health', '/connectors', '/nothing'])(
  '%s of a service on loopback is for programs, not for pages',
  async (path) => {
    const address = await start('127.0.0.1');
    for (const headers of FROM_PAGES) expect(await ask(`${address}${path}`, headers)).toBe(403);
    expect(await ask(`${address}${path}`)).not.toBe(403);
  },
);

test('where others may call, an orchestrator gets probes and metrics under any name', async () => {
  const { port } = new URL(await start('0.0.0.0'));
  for (const path of ['/metrics', '/health/live']) {
    expect(await ask(`http://127.0.0.1:${port}${path}`, { Host: '10.0.0.7:8080' })).toBe(200);
  }
});

test('the echo service answers programs, and takes no more than it says', async () => {
  const echo = await startEchoService();
  onTestFinished(() => echo.close());
  for (const headers of FROM_PAGES) expect(await ask(echo.url, headers)).toBe(403);
  expect(await ask(echo.url, {}, '{"a":1}')).toBe(200);
  // Without its length before it.
  const long = await ask(echo.url, { 'Transfer-Encoding': 'chunked' }, 'x'.repeat(1_000_001)).catch(
    () => 413,
  );
  expect(long).toBe(413);
});
