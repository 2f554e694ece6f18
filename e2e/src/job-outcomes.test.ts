import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorkbench } from './scenarios/deploy-work.ts';
import { defineJobErrors } from './scenarios/job-errors.ts';
import { defineJobLocks } from './scenarios/job-locks.ts';
import { defineJobOutcomes } from './scenarios/job-outcomes.ts';
import { connectCamunda8World } from './testing/camunda8-world.ts';

let world: Awaited<ReturnType<typeof connectCamunda8World>>;

beforeAll(async () => {
  world = await connectCamunda8World();
});
afterAll(() => world.close());

defineJobOutcomes(() => world);
defineJobErrors(() => world);
defineJobLocks(() => world);

const { deploy, expectIncident } = createWorkbench(() => world);

test('an integer that JavaScript cannot hold keeps its digits on the way to the connector and back', async () => {
  const process = await deploy({
    inputs: { value: '=9007199254740993' },
    headers: { resultExpression: '={id: response.id}' },
    outputs: { text: '=string(id)' },
  });
  const seen: unknown[] = [];
  await process.work(async ({ value }) => {
    seen.push(value);
    return { id: value };
  });
  expect(await process.result()).toMatchObject({ text: '9007199254740993' });
  expect(seen).toEqual([9007199254740993n]);
});

test('an output that is too large: an incident, the effect is not repeated', async () => {
  const process = await deploy({ headers: { resultVariable: 'answer' } });
  await process.work(async () => 'x'.repeat(2_000_000));
  await expectIncident(() => process.start());
  expect(process.calls).toBe(1);
});
