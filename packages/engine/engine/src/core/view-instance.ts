import type { Incident, InstanceView, JobView, Key } from './commands.ts';
import { type Engine, getExecutable } from './engine.ts';
import { labelsOf } from './end-instance.ts';
import type { ElementInstance, EndedInstance, IncidentRecord } from './engine-state.ts';
import { collectSubtree } from './terminate.ts';

export function toIncident({ step: _step, ...incident }: IncidentRecord): Incident {
  return incident;
}

function findParent(
  { state }: Engine,
  { callerKey }: ElementInstance,
): Pick<InstanceView, 'parentProcessInstanceKey'> {
  const caller = callerKey === undefined ? undefined : state.elementInstances.get(callerKey);
  return caller ? { parentProcessInstanceKey: caller.processInstanceKey } : {};
}

const viewEnded = ({ origin: _origin, ...end }: EndedInstance): InstanceView => ({
  ...end,
  incidents: [],
  activeElements: [],
});

/** The state of a process instance, running or recently ended. */
export function viewInstance(engine: Engine, processInstanceKey: Key): InstanceView | undefined {
  const { elementInstances, incidents, ended } = engine.state;
  const end = ended.get(processInstanceKey);
  if (end) return viewEnded(end);
  const root = elementInstances.get(processInstanceKey);
  if (!root || root.scopeKey !== null) return undefined;
  const all = collectSubtree(engine, root, { withCalled: false });
  const records = all.flatMap(({ incidentKeys }) => incidentKeys).map((key) => incidents.get(key));
  return {
    processInstanceKey,
    bpmnProcessId: getExecutable(engine, root).definition.bpmnProcessId,
    state: 'ACTIVE',
    variables: root.variables,
    incidents: records.filter((record) => record !== undefined).map(toIncident),
    ...findParent(engine, root),
    ...labelsOf(root),
    activeElements: [...new Set(all.slice(1).map(({ elementId }) => elementId))],
  };
}

export function viewJobs({ state }: Engine): JobView[] {
  return [...state.jobs.values()].flatMap((job) => {
    const { key, type, elementInstanceKey, state: jobState, retries, kind, listenerEventType } = job;
    const instance = state.elementInstances.get(elementInstanceKey);
    if (!instance) return [];
    const { elementId, processInstanceKey } = instance;
    const view = { key, type, elementId, processInstanceKey, state: jobState, retries };
    return [kind ? { ...view, kind, ...(listenerEventType && { listenerEventType }) } : view];
  });
}
