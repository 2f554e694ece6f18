import type { CreateInstanceOptions } from './commands/instance-commands.ts';
import type { ResourceFile } from './context/read-resources.ts';
import {
  createProcessTest,
  type ProcessInstance,
  type ProcessTest,
  type ProcessTestOptions,
} from './process-test.ts';
import { ProcessTestError } from './process-test-error.ts';

/** What starts the process. Default: its none start event. */
export type ProcessStart =
  | { readonly message: string; readonly correlationKey?: string }
  | { readonly signal: string }
  | { readonly elements: readonly string[] }
  | { readonly condition: true };

/** What a process runs with, and how it starts. */
export interface RunProcessOptions extends Omit<ProcessTestOptions, 'resources'>, CreateInstanceOptions {
  readonly start?: ProcessStart;
}

async function startProcess(test: ProcessTest, options: RunProcessOptions): Promise<ProcessInstance> {
  const { start, variables = {} } = options;
  if (!start) return test.createInstance(options);
  if ('elements' in start) return test.createInstance({ ...options, startBeforeElements: start.elements });
  if ('message' in start) {
    const { message, ...rest } = start;
    return test.correlateMessage(message, { ...rest, variables });
  }
  if ('signal' in start) await test.broadcastSignal(start.signal, variables);
  else await test.evaluateConditionalStartEvent(variables);
  const [instance] = test.processInstances();
  if (instance) return instance;
  throw new ProcessTestError(
    'signal' in start
      ? `No process waits for the signal '${start.signal}'`
      : 'The condition of no start event holds with these variables',
  );
}

/**
 * Deploys files on a fresh engine and runs a process as far as its mocks, workers and connectors take it.
 * Throws a ProcessTestError when a file cannot be deployed or the process cannot start.
 * @example
 * import '@jobwright/process-testing/vitest'; // or in the setupFiles of vitest
 * import { expect } from 'vitest';
 *
 * const order = await runProcess('order.bpmn', {
 *   variables: { amount: 5 },
 *   workers: { charge: ({ variables }) => ({ paid: variables.amount }) },
 * });
 * expect(order).toBeCompleted();
 */
export async function runProcess(
  files: ResourceFile | readonly ResourceFile[],
  options: RunProcessOptions = {},
): Promise<ProcessInstance> {
  const test = await createProcessTest({ ...options, resources: files });
  return startProcess(test, options);
}
