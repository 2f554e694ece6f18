import {
  bodyId,
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
import type { Activity, OperatonClient } from './operaton-client.ts';
import { listOperatonWaiting } from './operaton-waiting.ts';

const BODY = '#multiInstanceBody';

/** The elements of activities by what became of them. */
function sortActivities(
  activities: readonly Activity[],
): Pick<Observation, 'active' | 'completed' | 'cancelled' | 'entered'> {
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
    active: idsOf('active'),
    completed: idsOf('completed'),
    cancelled: idsOf('cancelled'),
    entered: elements.map(({ id }) => id),
  };
}

/** Operaton as a side; the process is deployed already. */
export function createOperatonSide(options: {
  readonly process: Scope;
  readonly index: ProcessIndex;
  readonly client: OperatonClient;
}): Side {
  const { process, index, client } = options;
  let instanceId = '';

  const listWaiting = () => listOperatonWaiting(client, index);
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
      return {
        hasEnded: !isRunning,
        waiting: sortWaiting(waiting),
        ...sortActivities(activities),
      };
    },
  };
}
