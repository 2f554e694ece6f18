import { expect, onTestFinished, test } from 'vitest';
import { startTcpProxy } from './tcp-proxy.ts';
import { startServer } from './vitest.ts';

test('a network that is cut refuses, and carries again once it is mended; frozen, it says nothing', async () => {
  const { port } = await startServer();
  const proxy = await startTcpProxy(`127.0.0.1:${port}`);
  onTestFinished(() => proxy.close());
  const ask = (timeoutMs = 10_000) =>
    fetch(`http://${proxy.address}`, {
      headers: { connection: 'close' },
      signal: AbortSignal.timeout(timeoutMs),
    }).then((response) => response.text());
  expect(await ask()).toBe('ok');
  await proxy.cut();
  await expect(ask()).rejects.toThrow('fetch failed');
  await proxy.mend();
  expect(await ask()).toBe('ok');
  proxy.freeze();
  await expect(ask(200)).rejects.toThrow('timeout');
  await proxy.mend();
  expect(await ask()).toBe('ok');
});
