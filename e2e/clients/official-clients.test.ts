import { type EmbeddedEngine, startEngine } from '@jobwright/engine';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runClusterApiClient } from './testing/cluster-api-client.ts';
import { runJavaClient } from './testing/java-client.ts';
import { runOrchestrationClient, runPyzeebe } from './testing/python-clients.ts';
import { runSdkClient } from './testing/sdk-client.ts';

let engine: EmbeddedEngine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.close());

interface Report {
  readonly started: Readonly<Record<'5' | '7' | '13', string>>;
}

/** Where each order ended: the refused one without payment and review. */
const endsOf = ({ started }: Report): readonly unknown[] =>
  (['5', '7', '13'] as const).map((amount) => {
    const key = started[amount];
    const ends = engine.core.history(key)?.elements.filter(({ elementType }) => elementType === 'endEvent');
    return [engine.core.instance(key)?.state, ends?.map(({ elementId }) => elementId)];
  });

const ALL_ENDED = [
  ['COMPLETED', ['end']],
  ['COMPLETED', ['end']],
  ['COMPLETED', ['refusedEnd']],
];

const SEEN = {
  topology: [1, 1],
  deployed: [1, 1, 1],
  incident: ['JOB_NO_RETRIES', 'ACTIVE', 'not yet'],
  variables: [['charged', '7']],
};
const seenBy = (kind: string) => ({
  ...SEEN,
  decision: '"large"',
  jobs: [['COMPLETED', `${kind}-charge`]],
});

test.each(['grpc', 'rest'] as const)('camunda-client-java works over %s', async (transport) => {
  const report = (await runJavaClient(engine, transport)) as Report & { readonly cancelled: string };
  expect(report).toMatchObject({
    ...seenBy(`java-${transport}`),
    'task 5': ['Review', 'COMPLETED', 'ann', 'review'],
    'task 7': ['Review', 'COMPLETED', 'ann', 'review'],
    elements: ['charge', 'grade', 'refused', 'refusedEnd', 'start'],
    paged: [1, true],
    problem: true,
  });
  expect(endsOf(report)).toEqual(ALL_ENDED);
  expect(engine.core.instance(report.cancelled)?.state).toBe('TERMINATED');
});

test('camunda-orchestration-sdk of Python works', async () => {
  const report = (await runOrchestrationClient(engine)) as Report;
  expect(report).toMatchObject({
    ...seenBy('python'),
    'task 5': ['Review', 'COMPLETED', 'ann'],
    'task 7': ['Review', 'COMPLETED', 'ann'],
    completed: 3,
  });
  expect(endsOf(report)).toEqual(ALL_ENDED);
});

test('pyzeebe works', async () => {
  const report = (await runPyzeebe(engine)) as Report & { readonly cancelled: string };
  const headers = { currency: 'EUR' };
  expect(report).toMatchObject({
    topology: [1, 1],
    decision: 'large',
    result: { amount: 13, grade: 'small' },
    handled: [
      { amount: 5, retries: 3, headers },
      { amount: 7, retries: 3, headers },
      { amount: 7, retries: 2, headers },
      { amount: 13, retries: 3, headers },
      { amount: 13, retries: 3, headers },
    ],
  });
  expect(engine.core.instance(report.started[13])?.state).toBe('COMPLETED');
  expect(engine.core.instance(report.started[7])?.activeElements).toEqual(['review']);
  expect(engine.core.instance(report.cancelled)?.state).toBe('TERMINATED');
});

test('@camunda8/orchestration-cluster-api works with strict validation', async () => {
  const report = (await runClusterApiClient(engine)) as Report;
  expect(report).toMatchObject({
    ...seenBy('cluster-api'),
    'task 5': ['Review', 'COMPLETED', 'ann'],
    'task 7': ['Review', 'COMPLETED', 'ann'],
  });
  expect(endsOf(report)).toEqual(ALL_ENDED);
});

test('@camunda8/sdk works', async () => {
  const report = (await runSdkClient(engine)) as Report;
  expect(report).toMatchObject({
    ...SEEN,
    'task 5': ['Review', 'COMPLETED', 'ann'],
    'task 7': ['Review', 'COMPLETED', 'ann'],
  });
  expect(endsOf(report)).toEqual(ALL_ENDED);
});
