import type { Key } from '../commands.ts';
import type { Engine } from '../engine.ts';
import type { ElementInstance } from '../engine-state.ts';
import type { BatchAction } from './batch-types.ts';
import { activeFacts, endedFacts } from './instance-facts.ts';
import { createInstanceMatcher, type InstanceFilter } from './instance-filter.ts';

const FINAL_STATES = { $in: ['COMPLETED', 'TERMINATED'] };

/** Each kind of operation has its own states: what the filter says of them is ignored, as on the broker. */
function restrictFilter({ type }: BatchAction, { fields, ...filter }: InstanceFilter): InstanceFilter {
  switch (type) {
    case 'CANCEL_PROCESS_INSTANCE':
      return {
        ...filter,
        fields: { ...fields, state: 'ACTIVE', parentProcessInstanceKey: { $exists: false } },
      };
    case 'DELETE_PROCESS_INSTANCE':
      return { ...filter, fields: { state: FINAL_STATES, ...fields } };
    case 'RESOLVE_INCIDENT':
    case 'MODIFY_PROCESS_INSTANCE':
    case 'MIGRATE_PROCESS_INSTANCE':
      return { ...filter, fields: { ...fields, state: 'ACTIVE' } };
  }
}

function listIncidents({ state }: Engine, roots: readonly ElementInstance[]): readonly Key[] {
  const wanted = new Set(roots.map(({ key }) => key));
  return [...state.incidents.values()].flatMap(({ key, processInstanceKey }) =>
    wanted.has(processInstanceKey) ? [key] : [],
  );
}

/** The process instances that match now, or their incidents. */
export function selectItems(engine: Engine, action: BatchAction, filter: InstanceFilter): readonly Key[] {
  const matches = createInstanceMatcher(restrictFilter(action, filter));
  const { elementInstances, ended } = engine.state;
  if (action.type === 'DELETE_PROCESS_INSTANCE')
    return [...ended.values()]
      .filter((instance) => matches(endedFacts(engine, instance)))
      .map(({ processInstanceKey }) => processInstanceKey);
  const roots: ElementInstance[] = [];
  for (const instance of elementInstances.values())
    if (instance.scopeKey === null && matches(activeFacts(engine, instance))) roots.push(instance);
  return action.type === 'RESOLVE_INCIDENT' ? listIncidents(engine, roots) : roots.map(({ key }) => key);
}
