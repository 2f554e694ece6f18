import {
  bodyId,
  eventIdOf,
  LOOP_RADIX,
  type Observation,
  type ProcessIndex,
  renderWaiting,
  type Scope,
  type Side,
  sortWaiting,
  startVariables,
  type Step,
  type Waiting,
} from '@jobwright/random-processes';
import type { OperatonClient } from './operaton-client.ts';

const BODY = '#multiInstanceBody';
const MINUTE_MS = 60_000;

/** Operaton as a side; the process is deployed already. */
export function createOperatonSide(options: {
  readonly process: Scope;
  readonly index: ProcessIndex;
  readonly client: OperatonClient;
}): Side {
  const { process, index, client } = options;
  let instanceId = '';

  /** The rounds of the loops around a timer, which are part of its duration. */
  const pathOfTimer = (
    id: string,
    job: { readonly dueDate: string; readonly createTime: string },
  ): string => {
    const event = index.events.get(id);
    if (!event) return '?';
    const minutes =
      Math.round((Date.parse(job.dueDate) - Date.parse(job.createTime)) / MINUTE_MS) - event.minutes;
    return event.loops
      .map((_, at) => Math.floor(minutes / LOOP_RADIX ** (event.loops.length - 1 - at)) % LOOP_RADIX)
      .join('-');
  };
  const listWaiting = async () => {
    const [tasks, subscriptions, timers] = await Promise.all([
      client.tasks(),
      client.subscriptions(),
      client.timers(),
    ]);
    return [
      ...tasks.map(({ id: handle, name, taskDefinitionKey }) => ({
        kind: 'task' as const,
        id: taskDefinitionKey,
        path: (name ?? '').slice(1),
        handle,
        name: '',
      })),
      ...subscriptions
        .filter(({ eventType }) => eventType !== 'compensate')
        .map(({ eventType, eventName, executionId, activityId }) => {
          const isSignal = eventType === 'signal';
          return {
            kind: isSignal ? ('signal' as const) : ('message' as const),
            id: eventIdOf(index, activityId ?? ''),
            path: isSignal ? '' : (eventName ?? '').split('-').slice(1).join('-'),
            handle: executionId ?? '',
            name: eventName ?? '',
          };
        }),
      ...timers.map((job) => {
        const id = eventIdOf(index, job.activityId);
        return { kind: 'timer' as const, id, path: pathOfTimer(id, job), handle: job.id, name: '' };
      }),
    ];
  };
  const find = async (wanted: Waiting) => {
    const text = renderWaiting(wanted);
    const found = (await listWaiting()).find((each) => renderWaiting(each) === text);
    if (!found) throw new Error(`Operaton does not wait for ${text}`);
    return found;
  };

  return {
    name: 'operaton',
    async start() {
      instanceId = await client.start(process.id, startVariables(process));
    },
    async apply(step: Step) {
      switch (step.kind) {
        case 'complete': {
          const { handle } = await find({ ...step, kind: 'task' });
          return client.completeTask(
            handle,
            step.goesRound === undefined ? {} : { [`again_${step.id}`]: step.goesRound },
          );
        }
        case 'error':
          return client.throwError((await find({ ...step, kind: 'task' })).handle, step.code);
        case 'message': {
          const { handle, name } = await find({ ...step, kind: 'message' });
          return client.deliverMessage(handle, name);
        }
        case 'signal':
          return client.broadcastSignal(`${process.id}_${step.id}`);
        case 'timer':
          return client.executeJob((await find({ ...step, kind: 'timer' })).handle);
      }
    },
    async observe(): Promise<Observation> {
      const [activities, waiting, isRunning] = await Promise.all([
        client.activities(),
        listWaiting(),
        client.isRunning(instanceId),
      ]);
      const elements = activities.map(({ activityId, endTime, canceled }) => ({
        id: activityId.endsWith(BODY) ? bodyId(activityId.slice(0, -BODY.length)) : activityId,
        state: endTime === null ? 'active' : canceled ? 'cancelled' : 'completed',
      }));
      const idsOf = (state: string): string[] =>
        elements
          .filter((each) => each.state === state)
          .map(({ id }) => id)
          .sort();
      return {
        hasEnded: !isRunning,
        waiting: sortWaiting(waiting),
        active: idsOf('active'),
        completed: idsOf('completed'),
        cancelled: idsOf('cancelled'),
        entered: elements.map(({ id }) => id),
      };
    },
  };
}
