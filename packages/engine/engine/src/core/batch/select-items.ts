import type { Key } from '../commands.ts';
import type { Engine } from '../engine.ts';
import { INSTANCE_FIELDS } from '../records/instance-fields.ts';
import { type InstanceRecord, listActiveRecords, listEndedRecords } from '../records/instance-record.ts';
import { createMatcher } from '../search/search-filter.ts';
import type { BatchAction } from './batch-types.ts';
import type { InstanceFilter } from './instance-filter.ts';

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

function listIncidents({ state }: Engine, roots: readonly InstanceRecord[]): readonly Key[] {
  const wanted = new Set(roots.map(({ processInstanceKey }) => processInstanceKey));
  return [...state.incidents.values()].flatMap(({ key, processInstanceKey }) =>
    wanted.has(processInstanceKey) ? [key] : [],
  );
}

/** The process instances that match now, or their incidents. */
export function selectItems(engine: Engine, action: BatchAction, filter: InstanceFilter): readonly Key[] {
  const records =
    action.type === 'DELETE_PROCESS_INSTANCE' ? listEndedRecords(engine) : listActiveRecords(engine);
  const found = records.filter(createMatcher(INSTANCE_FIELDS, restrictFilter(action, filter)));
  return action.type === 'RESOLVE_INCIDENT'
    ? listIncidents(engine, found)
    : found.map(({ processInstanceKey }) => processInstanceKey);
}
