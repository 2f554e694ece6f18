import { BpmnError, ConnectorError } from '@jobwright/connector-sdk';
import { expect, test } from 'vitest';
import { createWorkbench } from './deploy-work.ts';
import type { TaskWorld } from './task-world.ts';

/** BPMN errors and expressions: the same on each engine. */
export function defineJobErrors(world: () => TaskWorld): void {
  const { deploy, expectIncident } = createWorkbench(world);

  test('BPMN error thrown by the connector: the boundary event catches it with its variables', async () => {
    const process = await deploy({ catchError: 'UNKNOWN_CUSTOMER' });
    await process.work(async () => {
      throw new BpmnError({ code: 'UNKNOWN_CUSTOMER', message: 'Who?', variables: { details: { id: 7 } } });
    });
    expect(await process.result()).toMatchObject({ caught: { id: 7 } });
  });

  test('BPMN error made by the error expression of the model', async () => {
    const process = await deploy({
      catchError: 'GONE',
      headers: {
        errorExpression:
          '=if error.code = "404" then bpmnError("GONE", error.message, {details: error.message}) else null',
      },
    });
    await process.work(async () => {
      throw new ConnectorError({ code: '404', message: 'Not Found' });
    });
    expect(await process.result()).toMatchObject({ caught: 'Not Found' });
  });

  test('BPMN error that nothing catches: an incident, or the end of the path', async () => {
    const process = await deploy();
    await process.work(async () => {
      throw new BpmnError({ code: 'NOBODY_CATCHES', message: 'x' });
    });
    if (world().uncaughtError === 'incident') await expectIncident(() => process.start());
    else expect(await process.result()).not.toHaveProperty('caught');
    expect(process.calls).toBe(1);
  });

  test('job error made by the error expression: its retries and its back-off', async () => {
    const process = await deploy({
      headers: {
        resultVariable: 'answer',
        errorExpression: '=if error != null then jobError("again", {}, 1, @"PT0.2S") else null',
      },
    });
    const retries: number[] = [];
    await process.work(async (_, { job }) => {
      retries.push(job.retries);
      if (retries.length === 1) throw new ConnectorError({ code: 'NOPE', message: 'No' });
      return 'ok';
    });
    expect(await process.result()).toMatchObject({ answer: 'ok' });
    expect(retries).toEqual([3, 1]);
  });

  test('ignored error: completes with what the error expression gives', async () => {
    const process = await deploy({
      headers: { resultVariable: 'answer', errorExpression: '=ignoreError({skipped: error.code})' },
    });
    await process.work(async () => {
      throw new ConnectorError({ code: 'NOPE', message: 'No' });
    });
    const variables = await process.result();
    expect(variables).toMatchObject({ skipped: 'NOPE' });
    expect(variables).not.toHaveProperty('answer');
  });

  test('a mistake in the result expression: an incident, the effect is not repeated', async () => {
    const process = await deploy({ headers: { resultExpression: '=[1, 2]' } });
    await process.work(async () => ({ ok: true }));
    await expectIncident(() => process.start());
    expect(process.calls).toBe(1);
  });

  test('an expression that cannot be parsed: an incident before anything happens', async () => {
    const process = await deploy({ headers: { resultExpression: '={a: }' } });
    await process.work(async () => ({ ok: true }));
    await expectIncident(() => process.start());
    expect(process.calls).toBe(0);
  });
}
