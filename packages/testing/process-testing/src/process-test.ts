import type { Connector } from '@jobwright/connector-sdk';
// eslint-disable-next-line @nx/enforce-module-boundaries -- only the gateways of the engine are loaded lazily, its core is not
import { createEngineCore, createModelCache, type EngineCore } from '@jobwright/engine/core';
import type { JsonObject, JsonValue } from '@jobwright/json';
import { type ClockCommands, createClockCommands } from './commands/clock-commands.ts';
import { createDecisionCommands, type DecisionCommands } from './commands/decision-commands.ts';
import { createIncidentCommands, type IncidentCommands } from './commands/incident-commands.ts';
import { createInstanceCommands, type InstanceCommands } from './commands/instance-commands.ts';
import { createJobCommands, type JobCommands } from './commands/job-commands.ts';
import { createMessageCommands, type MessageCommands } from './commands/message-commands.ts';
import { type ChildProcessHandler, createMockCommands, type MockCommands } from './commands/mock-commands.ts';
import { createUserTaskCommands, type UserTaskCommands } from './commands/user-task-commands.ts';
import type { BehaviorCondition, ConditionalBehaviorBuilder } from './context/conditional-behaviors.ts';
import { createContext } from './context/create-context.ts';
import { forgetTest, type OpenTest, rememberTest } from './context/open-tests.ts';
import type { ProcessInstanceTarget } from './context/process-instance.ts';
import { createProcessClock } from './context/process-clock.ts';
import { readTime } from './context/read-duration.ts';
import type { ResourceFile } from './context/read-resources.ts';
import { createRunRecord } from './context/run-record.ts';
import { secretProvider, type TestSecrets } from './context/test-secrets.ts';
import { createJobRunner, runHandler } from './jobs/job-runner.ts';
import { type ConnectorOptions, runConnectors } from './jobs/run-connectors.ts';
import type { JobHandler } from './jobs/test-job.ts';
import type { ElementSelector } from './selectors/selectors.ts';

/** What a process test runs with. */
export interface ProcessTestOptions {
  /** Files to deploy together at the start. */
  readonly resources?: ResourceFile | readonly ResourceFile[];
  /** Handlers of jobs by job type; variables stand for a handler that completes each job with them. */
  readonly workers?: Readonly<Record<string, JobHandler | JsonObject>>;
  /** Outputs by decision id, in place of deployed decisions. */
  readonly decisions?: Readonly<Record<string, JsonValue>>;
  /** Variables or handlers by process id, in place of called processes. */
  readonly childProcesses?: Readonly<Record<string, JsonObject | ChildProcessHandler>>;
  /** Real connectors, run as the runtime does. */
  readonly connectors?: readonly Connector[];
  /** Documents, network, log and limits of the connectors. Default: all in memory, silent. */
  readonly runtime?: ConnectorOptions;
  /** What `{{secrets.NAME}}` and `camunda.secrets.NAME` stand for. */
  readonly secrets?: TestSecrets;
  /** Where the clock starts. Default 2026-01-01T00:00:00Z. */
  readonly startTime?: Date | string | number;
  /** What a text stands for where elements are selected. Default `ElementSelectors.byId`. */
  readonly elementSelector?: (text: string) => ElementSelector;
  /** How long commands and assertions wait for workers and connectors, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number;
  /** Whether commands wait until mocks, workers and connectors have done what they can. Default true. */
  readonly waitForWorkers?: boolean;
  /** Opens gRPC and REST on free ports of 127.0.0.1, for workers and clients of your own. Default false. */
  readonly gateways?: boolean;
  /** Receives warnings of the engine. Default: dropped. */
  readonly onWarning?: (warning: string) => void;
}

/** A process instance, running or ended, and the test that it runs in. */
export type ProcessInstance = ProcessInstanceTarget<ProcessTest>;

/** A fresh engine with everything to drive and watch it. */
export interface ProcessTest
  extends
    ClockCommands,
    DecisionCommands,
    IncidentCommands,
    InstanceCommands<ProcessInstanceTarget<ProcessTest>>,
    JobCommands,
    MessageCommands<ProcessInstanceTarget<ProcessTest>>,
    MockCommands,
    UserTaskCommands {
  /** The engine itself, for what has no command here. */
  readonly core: EngineCore;
  /** Where clients find the engine; absent without `gateways`. */
  readonly gateways?: { readonly grpcAddress: string; readonly restAddress: string };
  /** Says what to do whenever a condition holds, e.g. an assertion on a process instance. */
  readonly when: (condition: BehaviorCondition) => ConditionalBehaviorBuilder;
  /** Lets mocks, workers, connectors and conditional behaviours work until nothing goes on by itself. */
  readonly settle: () => Promise<void>;
  /** Closes engine, connectors and ports. Safe to call again. */
  readonly close: () => Promise<void>;
}

const START_MS = Date.UTC(2026, 0, 1);
const TIMEOUT_MS = 10_000;
const models = createModelCache();

const listFiles = (files: ProcessTestOptions['resources']): readonly ResourceFile[] => {
  if (files === undefined) return [];
  return isList(files) ? files : [files];
};
const isList = (files: ResourceFile | readonly ResourceFile[]): files is readonly ResourceFile[] =>
  Array.isArray(files);

/**
 * Starts a fresh engine in this process: no ports, a clock of its own, and nothing left over from other
 * tests. Throws a ProcessTestError when a file cannot be read or deployed.
 * @example
 * import '@jobwright/process-testing/vitest'; // or in the setupFiles of vitest
 * import { expect } from 'vitest';
 *
 * const test = await createProcessTest({ resources: 'order.bpmn' });
 * test.mockJobWorker('charge').thenComplete({ paid: true });
 * const order = await test.createInstance({ variables: { amount: 5 } });
 * expect(order).toBeCompleted();
 */
export async function createProcessTest(options: ProcessTestOptions = {}): Promise<ProcessTest> {
  const { timeoutMs = TIMEOUT_MS, onWarning } = options;
  const secrets = secretProvider(options.secrets ?? {});
  const record = createRunRecord();
  const clock = createProcessClock(options.startTime === undefined ? START_MS : readTime(options.startTime));
  const engineOptions = {
    ...{ clock, models, observer: record.observer, secrets },
    ...(onWarning && { onWarning }),
  };
  const engine = options.gateways === true ? await startGateways(engineOptions) : undefined;
  const core = engine?.core ?? createEngineCore(engineOptions);
  const runner = createJobRunner(core);
  const { context, behaviors } = createContext<ProcessTest>({
    ...{ core, record, clock, runner, timeoutMs, test: () => test },
    isOpenToClients: engine !== undefined,
    waitsForWorkers: options.waitForWorkers ?? true,
    ...(options.elementSelector && { selectElement: options.elementSelector }),
  });
  const closers: (() => Promise<void> | void)[] = [() => engine?.close() ?? core.close()];
  const open: OpenTest = {
    ...{ core, record },
    async close() {
      forgetTest(open);
      for (const close of closers.splice(0).toReversed()) await close();
    },
  };
  const test: ProcessTest = {
    core,
    ...(engine && { gateways: { grpcAddress: engine.grpcAddress, restAddress: engine.restAddress } }),
    ...createClockCommands(context),
    ...createDecisionCommands(context),
    ...createIncidentCommands(context),
    ...createInstanceCommands(context),
    ...createJobCommands(context),
    ...createMessageCommands(context),
    ...createMockCommands(context),
    ...createUserTaskCommands(context),
    when: (condition) => behaviors.when(condition),
    settle: () => context.settle(),
    close: () => open.close(),
  };
  rememberTest(open);
  for (const [type, worker] of Object.entries(options.workers ?? {}))
    runner.register(type, runHandler(core, typeof worker === 'function' ? worker : () => worker));
  if (options.connectors && options.connectors.length > 0) {
    const { connectors, runtime = {} } = options;
    const running = await runConnectors({ core, clock, runner, connectors, secrets, options: runtime });
    closers.push(() => running.close());
  }
  const files = listFiles(options.resources);
  if (files.length > 0) await test.deploy(...files);
  for (const [id, output] of Object.entries(options.decisions ?? {})) await test.mockDecision(id, output);
  for (const [id, given] of Object.entries(options.childProcesses ?? {}))
    await test.mockChildProcess(id, given);
  return test;
}

/** gRPC and REST are loaded here, not before. */
async function startGateways(options: Parameters<typeof createEngineCore>[0]) {
  const { startEngine } = await import('@jobwright/engine');
  return startEngine(options);
}
