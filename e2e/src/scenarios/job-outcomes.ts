import { ConnectorError, RetryableError } from '@jobwright/connector-sdk';
import { createStaticSecrets } from '@jobwright/runtime';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { createWorkbench } from './deploy-work.ts';
import type { TaskWorld } from './task-world.ts';

/** How a job completes or fails: the same on each engine. */
export function defineJobOutcomes(world: () => TaskWorld): void {
  const { deploy, expectIncident } = createWorkbench(world);

  test('complete: result variable and expression reach the process', async () => {
    const process = await deploy({
      headers: { resultVariable: 'answer', resultExpression: '={picked: body.id, status: "done"}' },
    });
    await process.work(async ({ value }) => ({ body: { id: value } }));
    const variables = await process.result({ value: 7 });
    expect(variables).toMatchObject({ value: 7, picked: 7, status: 'done', answer: { body: { id: 7 } } });
  });

  test('fail with retries left: tried again after the back-off of the task, then complete', async () => {
    const process = await deploy({ headers: { retryBackoff: 'PT0.3S', resultVariable: 'answer' } });
    const startedAt: number[] = [];
    const retries: number[] = [];
    const { statistics } = await process.work(async (_, { job }) => {
      startedAt.push(Date.now());
      retries.push(job.retries);
      if (startedAt.length < 3) throw new RetryableError({ code: 'BUSY', message: 'Later' });
      return 'third time';
    });
    expect(await process.result()).toMatchObject({ answer: 'third time' });
    expect(retries).toEqual([3, 2, 1]);
    for (const gap of [startedAt[1]! - startedAt[0]!, startedAt[2]! - startedAt[1]!])
      expect(gap).toBeGreaterThanOrEqual(290);
    await vi.waitFor(() => expect(statistics()).toMatchObject({ activated: 3, fail: 2, complete: 1 }));
  });

  test('fail as often as there are retries: an incident, and no more attempts', async () => {
    const process = await deploy({ retries: 2 });
    await process.work(async () => {
      throw new RetryableError({ code: 'BUSY', message: 'Later' });
    });
    await expectIncident(() => process.start());
    expect(process.calls).toBe(2);
  });

  test('fail for good: an incident at once', async () => {
    const process = await deploy();
    await process.work(async () => {
      throw new ConnectorError({ code: 'NOPE', message: 'Never' });
    });
    await expectIncident(() => process.start());
    expect(process.calls).toBe(1);
  });

  test('an unexpected error: tried again, then an incident', async () => {
    const process = await deploy({ retries: 2 });
    await process.work(async () => {
      throw new TypeError('a mistake in the connector');
    });
    await expectIncident(() => process.start());
    expect(process.calls).toBe(2);
  });

  test('wrong input: an incident, the connector does not run', async () => {
    const process = await deploy({ inputs: { value: '=17' } });
    const { statistics } = await process.work(async () => 'must not run', {}, z.string());
    await expectIncident(() => process.start());
    await vi.waitFor(() => expect(statistics()).toMatchObject({ activated: 1, fail: 1 }));
    expect(process.calls).toBe(0);
  });

  test('a secret: put in where the model names it, not where data does; a missing one is an incident, the placeholder goes nowhere', async () => {
    const secrets = { provider: createStaticSecrets({ TOKEN: 's3cret' }) };
    const headers = { resultExpression: '={length: string length(response)}' };
    const source =
      '=if missing then "{{secrets.ABSENT}}" else if data = null then "Bearer {{secrets.TOKEN}}" else data';
    const process = await deploy({ headers, inputs: { value: source } });
    await process.work(async ({ value }) => value, { secrets });
    const fromModel = await process.result({ missing: false, data: null });
    expect(fromModel).toMatchObject({ length: 'Bearer s3cret'.length });
    await expectIncident(() => process.start({ missing: true, data: null }));
    expect(process.calls).toBe(1);

    const other = await deploy({ headers, inputs: { value: '=data' } });
    await other.work(async ({ value }) => value, { secrets });
    const data = 'Bearer {{secrets.TOKEN}}';
    expect(await other.result({ data })).toMatchObject({ length: data.length });
  });
}
