import { defineConnector, silentLogger } from '@jobwright/connector-sdk';
import { createConnectorRuntime } from '@jobwright/runtime';
import { createConnectionState } from '@jobwright/runtime/cluster';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { tooLargeAnswerError } from '../engine/answer-size.ts';
import type { ExternalTask } from '../engine/external-task.ts';
import { createAbandonedPolls } from './abandoned-polls.ts';
import type { ExternalTaskCalls } from './external-task-calls.ts';
import { pollTasks } from './poll-tasks.ts';
import { createTaskBook } from './task-book.ts';
import { createTopicTable } from './topic-table.ts';

const connector = defineConnector({
  type: 'ok',
  name: 'Test',
  input: z.object({}),
  output: z.unknown(),
  run: () => Promise.resolve({}),
});

function createSubscription() {
  const calls = {
    fetchAndLock: vi.fn<ExternalTaskCalls['fetchAndLock']>().mockRejectedValue(tooLargeAnswerError(64)),
    listLocked: vi.fn<ExternalTaskCalls['listLocked']>().mockResolvedValue(['task-1']),
    fail: vi.fn<ExternalTaskCalls['fail']>().mockResolvedValue(),
    release: vi.fn<ExternalTaskCalls['release']>().mockResolvedValue(),
    complete: vi.fn<ExternalTaskCalls['complete']>(),
    throwError: vi.fn<ExternalTaskCalls['throwError']>(),
    extendLock: vi.fn<ExternalTaskCalls['extendLock']>(),
  };
  const signal = new AbortController().signal;
  return {
    calls,
    subscription: {
      tasks: calls,
      runtime: createConnectorRuntime({ connectors: [connector] }),
      channel: { settle: vi.fn(), extendDeadline: vi.fn() },
      codec: { readVariables: () => '{}', writeVariables: () => Promise.resolve({}) },
      book: createTaskBook(),
      connection: createConnectionState(['ok'], silentLogger),
      topics: createTopicTable(['ok']),
      filters: {},
      nextWorkerId: () => 'worker-1',
      lockMs: 60_000,
      pollMs: 0,
      defaultRetries: 3,
      abandoned: createAbandonedPolls(calls, silentLogger),
      signal,
      pollSignal: signal,
      lateJobs: [],
    },
  };
}

test('the tasks of an answer that is too large are unlocked, to be fetched in smaller numbers', async () => {
  const { calls, subscription } = createSubscription();
  const poll = pollTasks(subscription, { jobTypes: ['ok'], maxTasks: 2, waitMs: 0 });
  await expect(poll).rejects.toThrow('more than 64 bytes');
  await subscription.abandoned.release('over');
  expect(calls.release.mock.calls[0]?.[0]).toEqual({ taskId: 'task-1', workerId: 'worker-1' });
});

test('a task that could not be unlocked is tried again', async () => {
  const { calls, subscription } = createSubscription();
  calls.release.mockRejectedValueOnce(new Error('the connection was lost'));
  const poll = pollTasks(subscription, { jobTypes: ['ok'], maxTasks: 2, waitMs: 0 });
  await expect(poll).rejects.toThrow('more than 64 bytes');
  for (let times = 0; times < 3; times += 1) await subscription.abandoned.release('over');
  expect(calls.release).toHaveBeenCalledTimes(2);
});

test('a task that is too large by itself becomes an incident', async () => {
  const { calls, subscription } = createSubscription();
  const poll = pollTasks(subscription, { jobTypes: ['ok'], maxTasks: 1, waitMs: 0 });
  await expect(poll).rejects.toThrow('more than 64 bytes');
  expect(calls.fail.mock.calls[0]).toMatchObject([
    { taskId: 'task-1', workerId: 'worker-1' },
    { retries: 0, errorMessage: expect.stringMatching(/^JOB_UNREADABLE: /) },
    {},
  ]);
  expect(calls.release).not.toHaveBeenCalled();
});

test('a job has its lock from when its task was asked for', async () => {
  const { calls, subscription } = createSubscription();
  calls.fetchAndLock.mockResolvedValue({ tasks: [lockedTask], askedAt: 1_000 });
  const accept = vi.spyOn(subscription.runtime, 'accept').mockResolvedValue();
  await pollTasks(subscription, { jobTypes: ['ok'], maxTasks: 2, waitMs: 0 });
  expect(accept.mock.calls[0]?.[0]).toMatchObject({ key: 'task-1', deadline: 1_000 + subscription.lockMs });
});

const lockedTask: ExternalTask = {
  id: 'task-1',
  topicName: 'ok',
  workerId: 'worker-1',
  processInstanceId: 'instance',
  processDefinitionId: 'order:3:definition',
  processDefinitionKey: 'order',
  activityId: 'call',
  activityInstanceId: 'call:1',
  executionId: 'execution',
  retries: undefined,
  priority: 0,
  tenantId: undefined,
  businessKey: undefined,
  extensionProperties: {},
  variables: {},
};
