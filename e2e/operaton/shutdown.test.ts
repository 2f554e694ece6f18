import { startConnectors } from '@jobwright/runtime';
import { expect, inject, test } from 'vitest';
import { z } from 'zod';
import { workOn } from '../src/scenarios/work-on.ts';
import { connectCamunda7World } from './testing/camunda7-world.ts';

const world = connectCamunda7World(inject('engineUrl'));
const tasks = z.array(z.object({ workerId: z.string().nullable(), retries: z.number().nullable() }));

test('a shutdown shorter than a poll leaves no task locked, also none that is created meanwhile', async () => {
  const task = await world.deploy();
  const workers = await startConnectors({
    connectors: [workOn(task.jobType, async () => ({}))],
    clusters: [world.cluster()],
  });
  await task.result();
  const closed = workers.close({ timeoutMs: 0 });
  await task.start();
  await closed;
  const found = await world.call(tasks, `/external-task?topicName=${encodeURIComponent(task.jobType)}`);
  expect(found).toEqual([{ workerId: null, retries: null }]);
});
