import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject } from '@jobwright/json';
import type { EngineCore, InstanceEnd } from '@jobwright/engine';
import { USER_TASK_JOB, type UserTasks } from './user-tasks.ts';
import { CommandError, ExitCode } from '../../command-line/command-error.ts';

export interface WaitOptions {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Job types that have a worker; `undefined` when external workers may join. */
  readonly servedTypes: readonly string[] | undefined;
  /** Completes user tasks. Default: they wait for somebody outside. */
  readonly userTasks?: UserTasks;
  /** Whether a timer may let the instance go on where nothing else does. */
  readonly hasTimers?: boolean;
  /** Called with the active elements of the instance while it runs. */
  readonly onProgress?: (elements: readonly string[]) => void;
}

const LOOK_MS = 50;

/**
 * Waits until an instance ends and resolves to its variables.
 * @throws CommandError for an incident, a job without a worker, a cancellation, or a timeout
 */
export async function waitForEnd(core: EngineCore, key: string, options: WaitOptions): Promise<JsonObject> {
  let end: InstanceEnd | undefined;
  const unsubscribe = core.onInstanceEnd(key, (ended) => (end = ended));
  const endsAtMs = performance.now() + options.timeoutMs;
  try {
    while (end === undefined) {
      options.signal.throwIfAborted();
      const waiting = (await options.userTasks?.complete()) ?? [];
      checkProgress(core, key, options);
      checkUserTasks(core, waiting, options);
      if (performance.now() > endsAtMs)
        throw failed(`it did not complete within ${options.timeoutMs} ms${whereIs(core, key)}`);
      options.onProgress?.(core.instance(key)?.activeElements ?? []);
      await sleep(LOOK_MS);
    }
  } finally {
    unsubscribe();
  }
  if (end.state === 'COMPLETED') return end.variables;
  throw failed('it was terminated');
}

function checkProgress(core: EngineCore, key: string, { servedTypes }: WaitOptions): void {
  const incident = core.instance(key)?.incidents[0];
  if (incident !== undefined) {
    throw failed(`incident ${incident.type} at "${incident.elementId}": ${incident.message}`);
  }
  const unserved = core
    .jobs()
    .find(({ type }) => servedTypes !== undefined && type !== USER_TASK_JOB && !servedTypes.includes(type));
  if (unserved !== undefined) {
    throw failed(
      `no connector serves the job type "${unserved.type}" (task "${unserved.elementId}"); available job types: ${servedTypes?.join(', ')}. Correct the type in the model, or run a worker of your own with --grpc-port`,
    );
  }
}

/** Nobody completes a user task, and nothing else goes on. */
function checkUserTasks(
  core: EngineCore,
  [task]: readonly string[],
  { servedTypes, hasTimers = false }: WaitOptions,
): void {
  const isBusy = hasTimers || core.jobs().some(({ type }) => type !== USER_TASK_JOB);
  if (task === undefined || servedTypes === undefined || isBusy) return;
  throw failed(
    `it waits at the user task "${task}": complete it with --complete ${task}='{"ok": true}', or run it on a terminal, where you are asked`,
  );
}

function whereIs(core: EngineCore, key: string): string {
  const elements = core.instance(key)?.activeElements ?? [];
  return elements.length === 0 ? '' : `; it waits at ${elements.join(', ')}`;
}

const failed = (reason: string): CommandError =>
  new CommandError(ExitCode.FAILED, `The process did not complete: ${reason}`);
