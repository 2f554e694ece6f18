import { createServer, type RequestListener } from 'node:http';
import { createHttpClient } from '@jobwright/http-client';
import { listen } from '@jobwright/test-servers/vitest';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { readAnswer } from './read-answer.ts';
import { createRestRequests } from '@jobwright/runtime/cluster';

const schema = z.object({ gatewayVersion: z.string() });

async function ask(listener: RequestListener) {
  const { port } = await listen(createServer(listener));
  const client = createHttpClient();
  onTestFinished(() => client.close());
  const http = { client: () => Promise.resolve(client) };
  const credentials = { getHeaders: () => ({}), refuse: () => undefined };
  const open = createRestRequests({ address: `http://127.0.0.1:${port}`, http, credentials });
  return readAnswer(open, { method: 'GET', path: '/v2/topology' }, { bounds: { timeoutMs: 10_000 }, schema });
}

test('an answer is read by its schema', async () => {
  expect(await ask((_request, response) => response.end('{"gatewayVersion":"8.9.0"}'))).toEqual({
    gatewayVersion: '8.9.0',
  });
});

test('an answer beyond every size is refused, and its connection is closed', async () => {
  let isClosed: Promise<unknown> | undefined;
  const answer = ask(({ socket }, response) => {
    isClosed = new Promise((resolve) => socket.once('close', resolve));
    response.end(`{"gatewayVersion":"${'8'.repeat(30_000_000)}"}`);
  });
  await expect(answer).rejects.toMatchObject({ failure: 'unexpected' });
  await isClosed;
});
