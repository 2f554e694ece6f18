import type { JsonObject } from '@jobwright/json';
import { expect } from 'vitest';

import type { ActivatedJob, FailJobCommand, InstanceView, Key, Result } from '../commands.ts';
import { createRestorableEngineCore } from '../engine-core.ts';
import type { ModelCache } from '../model-cache.ts';
import type { SecretProvider } from '../secret-provider.ts';
import type { EngineSnapshot } from '../snapshot.ts';
import { createTestClock, type TestClock } from '../test-clock.ts';

export const TENANT = '<default>';

export function expectOk<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.rejection.code}: ${result.rejection.reason}`);
  return result.value;
}

/** An engine with a clock of its own, and the commands in the short form tests want. */
export function createTestEngine(
  options: {
    clock?: TestClock;
    snapshot?: EngineSnapshot;
    maxEndedInstances?: number;
    uniqueBusinessIds?: boolean;
    models?: ModelCache;
    secrets?: SecretProvider;
  } = {},
) {
  const clock = options.clock ?? createTestClock();
  const warnings: string[] = [];
  const core = createRestorableEngineCore({
    clock,
    onWarning: (warning) => warnings.push(warning),
    ...(options.snapshot && { snapshot: options.snapshot }),
    ...(options.uniqueBusinessIds && { uniqueBusinessIds: true }),
    ...(options.models && { models: options.models }),
    ...(options.secrets && { secrets: options.secrets }),
    ...(options.maxEndedInstances !== undefined && { maxEndedInstances: options.maxEndedInstances }),
  });
  const deployNamed = (name: string, content: string) =>
    core.deploy({ resources: [{ name, content }], tenantId: TENANT });
  const take = (type: string, maxJobs = 1, timeoutMs = 60_000): readonly ActivatedJob[] =>
    expectOk(core.activateJobs({ type, worker: 'test', timeoutMs, maxJobs, fetchVariables: [] }));
  const takeOne = (type: string): ActivatedJob => {
    const [job] = take(type);
    if (!job) throw new Error(`There is no job of the type ${type}`);
    return job;
  };
  const view = (key: Key): InstanceView => {
    const found = core.instance(key);
    if (!found) throw new Error(`There is no instance ${key}`);
    return found;
  };
  return {
    core,
    clock,
    warnings,
    take,
    takeOne,
    view,
    deployNamed,
    deploy: async (content: string) => expectOk(await deployNamed('test.bpmn', content)),
    refusal: async (content: string): Promise<string> => {
      const result = await deployNamed('test.bpmn', content);
      if (result.ok) throw new Error('The model was accepted');
      expect(result.rejection).toMatchObject({ code: 'INVALID_ARGUMENT', intent: 'CREATE' });
      return result.rejection.reason;
    },
    start: (bpmnProcessId: string, variables: JsonObject = {}): Key =>
      expectOk(core.createInstance({ bpmnProcessId, version: -1, variables, tenantId: TENANT }))
        .processInstanceKey,
    finish: (type: string, variables: JsonObject = {}): void =>
      expectOk(core.completeJob({ jobKey: takeOne(type).key, variables })),
    fail: (jobKey: Key, rest: Partial<FailJobCommand> = {}): void =>
      expectOk(
        core.failJob({ jobKey, retries: 0, errorMessage: '', retryBackoffMs: 0, variables: {}, ...rest }),
      ),
    throwCode: (jobKey: Key, errorCode: string, variables: JsonObject = {}): void =>
      expectOk(core.throwError({ jobKey, errorCode, errorMessage: '', variables })),
    publish: (
      name: string,
      correlationKey: string,
      rest: { variables?: JsonObject; timeToLiveMs?: number; messageId?: string } = {},
    ) =>
      core.publishMessage({
        name,
        correlationKey,
        timeToLiveMs: 0,
        messageId: '',
        variables: {},
        tenantId: TENANT,
        ...rest,
      }),
    signal: (signalName: string, variables: JsonObject = {}) =>
      expectOk(core.broadcastSignal({ signalName, variables, tenantId: TENANT })),
    /** Ids of the elements that ended so, in the order of their ends. */
    passed: (key: Key, state: 'COMPLETED' | 'TERMINATED' = 'COMPLETED'): string[] =>
      (core.history(key)?.elements ?? [])
        .filter((element) => element.state === state)
        .sort((first, second) => (first.endedOrder ?? 0) - (second.endedOrder ?? 0))
        .map(({ elementId }) => elementId),
    /** How many records the engine still holds of what runs. */
    leftovers: (): number => {
      const { elementInstances, jobs, incidents, timers, subscriptions, messages, userTasks } =
        core.snapshot();
      return [elementInstances, jobs, incidents, timers, subscriptions, messages, userTasks].flat().length;
    },
  };
}
