import { startHttpServer } from '@jobwright/test-servers';
import { expect, onTestFinished, test } from 'vitest';
import { openEngine } from '../engine/open-engine.ts';
import { createExternalTaskCalls } from './external-task-calls.ts';

test('tasks are ours from when they were asked for, however late the answer comes', async () => {
  let lockedAt = 0;
  const server = await startHttpServer((_request, response) => {
    lockedAt = performance.now();
    setTimeout(() => response.writeHead(200).end('[]'), 100);
    return undefined;
  });
  const engine = openEngine({ url: server.origin });
  onTestFinished(async () => {
    await engine.close();
    await server.close();
  });
  const request = { workerId: 'w', maxTasks: 1, topics: ['t'], lockMs: 1_000, waitMs: 0, filters: {} };
  const { askedAt } = await createExternalTaskCalls(engine).fetchAndLock(request, { timeoutMs: 10_000 });
  expect(askedAt).toBeLessThanOrEqual(lockedAt);
});
