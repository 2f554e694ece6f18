import { eventIdOf, LOOP_RADIX, type ProcessIndex, type Waiting } from '@jobwright/random-processes';
import type { OperatonClient } from './operaton-client.ts';

const MINUTE_MS = 60_000;

/** What waits on Operaton, with what its REST API calls it. */
export interface OperatonWaiting extends Waiting {
  /** Of a task, an execution or a job. */
  readonly handle: string;
  /** Of a message or a signal. */
  readonly name: string;
}

/** The rounds of the loops around a timer, which are part of its duration. */
function pathOfTimer(
  index: ProcessIndex,
  id: string,
  job: { readonly dueDate: string; readonly createTime: string },
): string {
  const event = index.events.get(id);
  if (!event) return '?';
  const minutes =
    Math.round((Date.parse(job.dueDate) - Date.parse(job.createTime)) / MINUTE_MS) - event.minutes;
  return event.loops
    .map((_, at) => Math.floor(minutes / LOOP_RADIX ** (event.loops.length - 1 - at)) % LOOP_RADIX)
    .join('-');
}

async function listTasks(client: OperatonClient): Promise<readonly OperatonWaiting[]> {
  return (await client.tasks()).map(({ id: handle, name, taskDefinitionKey }) => ({
    kind: 'task',
    id: taskDefinitionKey,
    path: (name ?? '').slice(1),
    handle,
    name: '',
  }));
}

async function listSubscriptions(
  client: OperatonClient,
  index: ProcessIndex,
): Promise<readonly OperatonWaiting[]> {
  const subscriptions = await client.subscriptions();
  return subscriptions
    .filter(({ eventType }) => eventType !== 'compensate')
    .map(({ eventType, eventName, executionId, activityId }) => {
      const isSignal = eventType === 'signal';
      return {
        kind: isSignal ? 'signal' : 'message',
        id: eventIdOf(index, activityId ?? ''),
        path: isSignal ? '' : (eventName ?? '').split('-').slice(1).join('-'),
        handle: executionId ?? '',
        name: eventName ?? '',
      };
    });
}

async function listTimers(client: OperatonClient, index: ProcessIndex): Promise<readonly OperatonWaiting[]> {
  return (await client.timers()).map((job) => {
    const id = eventIdOf(index, job.activityId);
    return { kind: 'timer', id, path: pathOfTimer(index, id, job), handle: job.id, name: '' };
  });
}

/** All tasks, messages, signals and timers that wait on Operaton. */
export async function listOperatonWaiting(
  client: OperatonClient,
  index: ProcessIndex,
): Promise<readonly OperatonWaiting[]> {
  const lists = await Promise.all([
    listTasks(client),
    listSubscriptions(client, index),
    listTimers(client, index),
  ]);
  return lists.flat();
}
