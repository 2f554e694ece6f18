import type { Key } from '../commands.ts';
import type { Engine } from '../engine.ts';
import { listDecisionInstances } from '../records/decision-found.ts';
import { DECISION_INSTANCE_FIELDS } from '../records/decision-instance-fields.ts';
import { INSTANCE_FIELDS } from '../records/instance-fields.ts';
import { listActiveRecords, listEndedRecords } from '../records/instance-record.ts';
import type { InstanceRecord } from '../records/instance-types.ts';
import type { SearchFields } from '../search/search-fields.ts';
import { createMatcher, type SearchFilter } from '../search/search-filter.ts';
import type { BatchAction } from './batch-types.ts';
import type { InstanceFilter } from './instance-filter.ts';

const FINAL_STATES = { $in: ['COMPLETED', 'TERMINATED'] };

/** What a batch operation does something to. */
export interface SelectedItems {
  readonly itemKeys: readonly Key[];
  /** The process instances of the items, where those are something else. */
  readonly instanceKeys?: readonly (Key | null)[];
}

/** The fields that the filter of a batch operation may name. */
export const filterFieldsOf = ({ type }: BatchAction): SearchFields<never> =>
  type === 'DELETE_DECISION_INSTANCE' ? DECISION_INSTANCE_FIELDS : INSTANCE_FIELDS;

/** Each kind of operation has its own states: what the filter says of them is ignored, as on the broker. */
function restrictFilter(
  { type }: BatchAction,
  { fields, ...filter }: InstanceFilter | SearchFilter,
): SearchFilter {
  switch (type) {
    case 'CANCEL_PROCESS_INSTANCE':
      return {
        ...filter,
        fields: { ...fields, state: 'ACTIVE', parentProcessInstanceKey: { $exists: false } },
      };
    case 'DELETE_PROCESS_INSTANCE':
      return { ...filter, fields: { state: FINAL_STATES, ...fields } };
    case 'DELETE_DECISION_INSTANCE':
      return { ...filter, fields };
    case 'RESOLVE_INCIDENT':
    case 'MODIFY_PROCESS_INSTANCE':
    case 'MIGRATE_PROCESS_INSTANCE':
      return { ...filter, fields: { ...fields, state: 'ACTIVE' } };
  }
}

function selectIncidents({ state }: Engine, roots: readonly InstanceRecord[]): SelectedItems {
  const wanted = new Set(roots.map(({ processInstanceKey }) => processInstanceKey));
  const found = [...state.incidents.values()].filter(({ processInstanceKey }) =>
    wanted.has(processInstanceKey),
  );
  return {
    itemKeys: found.map(({ key }) => key),
    instanceKeys: found.map(({ processInstanceKey }) => processInstanceKey),
  };
}

function selectDecisions(engine: Engine, filter: SearchFilter): SelectedItems {
  const found = listDecisionInstances(engine).filter(createMatcher(DECISION_INSTANCE_FIELDS, filter));
  const instances = new Map(
    found.map(({ evaluation, processInstanceKey }) => [evaluation.evaluationKey, processInstanceKey]),
  );
  return { itemKeys: [...instances.keys()], instanceKeys: [...instances.values()] };
}

/** The process instances that match now, or their incidents; or the evaluated decisions. */
export function selectItems(
  engine: Engine,
  action: BatchAction,
  filter: InstanceFilter | SearchFilter,
): SelectedItems {
  const restricted = restrictFilter(action, filter);
  if (action.type === 'DELETE_DECISION_INSTANCE') return selectDecisions(engine, restricted);
  const records =
    action.type === 'DELETE_PROCESS_INSTANCE' ? listEndedRecords(engine) : listActiveRecords(engine);
  const found = records.filter(createMatcher(INSTANCE_FIELDS, restricted));
  return action.type === 'RESOLVE_INCIDENT'
    ? selectIncidents(engine, found)
    : { itemKeys: found.map(({ processInstanceKey }) => processInstanceKey) };
}
