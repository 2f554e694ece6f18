import type { ActivatedJob } from '@jobwright/runtime';
import { ClusterCallError, GrpcStatus } from '@jobwright/runtime/cluster';
import { expect, test } from 'vitest';
import type { ExternalTaskCalls } from './external-task-calls.ts';
import { createJobChannel } from './job-channel.ts';
import type { TaskBook } from './task-book.ts';
import type { VariableCodec } from './variable-codec.ts';

test('a conflict in the engine is no refusal, even in the last moment', async () => {
  const calls: string[] = [];
  const tasks = {
    complete: () => {
      calls.push('complete');
      if (calls.length > 1) return Promise.resolve();
      const conflict = { grpcStatus: GrpcStatus.ABORTED, httpStatus: 500 };
      return Promise.reject(new ClusterCallError('unexpected', 'ENGINE-03005', conflict));
    },
    fail: () => {
      calls.push('fail');
      return Promise.resolve();
    },
  } as Partial<ExternalTaskCalls> as ExternalTaskCalls;
  const channel = createJobChannel({
    tasks,
    codec: { writeVariables: () => Promise.resolve({}) } as Partial<VariableCodec> as VariableCodec,
    book: { find: () => ({}) as ReturnType<TaskBook['find']> } as Partial<TaskBook> as TaskBook,
  });
  const settled = channel.settle(
    { key: 'task', leaseToken: 'worker' } as ActivatedJob,
    { kind: 'complete', variables: '{}' },
    performance.now() + 1_500,
  );
  expect(await settled).toBe('settled');
  expect(calls).toEqual(['complete', 'complete']);
});
