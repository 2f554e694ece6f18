import { afterAll, expect, test } from 'vitest';
import {
  assertThat,
  closeProcessTests,
  createProcessTest,
  ElementSelectors,
  JobSelectors,
  runProcess,
  UserTaskSelectors,
} from './index.ts';
import { order } from './testing/models.ts';

afterAll(closeProcessTests);

test('a process runs through workers, people and back', async () => {
  const instance = await runProcess(order, {
    variables: { amount: 250 },
    workers: { charge: async ({ variables }) => ({ paid: variables['amount'] ?? null }) },
  });
  assertThat(instance).isActive().hasCompletedElements('charge').hasActiveElementsExactly('approve');
  await instance.test.completeUserTask(UserTaskSelectors.byTaskName('Approve order'), { approved: true });
  assertThat(instance)
    .isCompleted()
    .hasCompletedElementsInOrder('charge', ElementSelectors.byName('Approve order'), 'end')
    .hasNotActivatedElements('declined')
    .hasVariables({ paid: 250, approved: true });
});

test('a mock sees its jobs, also those that waited for it, and the last mock of a type counts', async () => {
  const instance = await runProcess(order, { variables: { amount: 5 } });
  assertThat(instance).hasActiveElements('charge');
  const mock = instance.test.mockJobWorker('charge').thenThrowBpmnError('PAYMENT_DECLINED', {
    variables: { reason: 'no funds' },
  });
  expect(mock.invocations).toBe(1);
  expect(mock.activatedJobs[0]).toMatchObject({ elementId: 'charge', variables: { amount: 5 } });
  assertThat(instance).isCompleted().hasTerminatedElements('charge').hasCompletedElements('declined');
});

test('jobs are completed, failed and resolved by hand', async () => {
  const { test: processTest } = await runProcess(order, { variables: { amount: 5 } });
  const instance = processTest.processInstance('order');
  await processTest.failJob('charge', { errorMessage: 'no connection', retries: 0 });
  assertThat(instance).hasActiveIncidents('charge');
  assertThat(instance.incident('charge'))
    .isActive()
    .hasErrorType('JOB_NO_RETRIES')
    .hasErrorMessage('no connection');
  await processTest.resolveIncident('charge');
  assertThat(instance).hasNoActiveIncidents();
  assertThat(instance.incident('charge')).isResolved();
  await processTest.completeJobWithExampleData(JobSelectors.byElementId('charge'));
  assertThat(instance).isCompleted().hasVariable('paid', true);
  await expect(processTest.completeJob('charge')).rejects.toThrow(
    'Expected to complete a job with [job type: charge], but there are none.',
  );
});

test('a mistake in a model is a readable error', async () => {
  await expect(createProcessTest({ resources: 'missing.bpmn' })).rejects.toThrow(
    /'missing\.bpmn' cannot be read, from the working directory/,
  );
});
