import type { Key } from '../key.ts';
import type { MappingInstruction } from '../migrate/migrate-types.ts';
import type { SearchFilter } from '../search/search-filter.ts';
import type { InstanceFilter } from './instance-filter.ts';

/** What a batch operation does with each of its items. */
export type BatchAction =
  | { readonly type: 'CANCEL_PROCESS_INSTANCE' }
  | { readonly type: 'RESOLVE_INCIDENT' }
  | { readonly type: 'DELETE_PROCESS_INSTANCE' }
  | { readonly type: 'DELETE_DECISION_INSTANCE' }
  | {
      readonly type: 'MODIFY_PROCESS_INSTANCE';
      readonly moveInstructions: readonly BatchMove[];
    }
  | {
      readonly type: 'MIGRATE_PROCESS_INSTANCE';
      readonly targetProcessDefinitionKey: Key;
      readonly mappingInstructions: readonly MappingInstruction[];
    };

/** Moves every instance of an element; the target is activated in the nearest scope around the source. */
export interface BatchMove {
  readonly sourceElementId: string;
  readonly targetElementId: string;
}

/** Does the same to all process instances, or evaluated decisions, that match a filter, in the background. */
export interface CreateBatchCommand {
  readonly action: BatchAction;
  /** By the fields of process instances, or of evaluated decisions where those are deleted. */
  readonly filter: InstanceFilter | SearchFilter;
}

/** `CREATED` until it starts; `COMPLETED` even if some items failed. */
export type BatchState = 'CREATED' | 'ACTIVE' | 'SUSPENDED' | 'COMPLETED' | 'CANCELED';

/** An item that could not be done. */
export interface BatchFailure {
  /** The process instance, the incident where those are resolved, or the evaluation of a decision. */
  readonly itemKey: Key;
  readonly message: string;
}

/** The progress of a batch operation. */
export interface BatchOperation {
  readonly key: Key;
  readonly type: BatchAction['type'];
  readonly state: BatchState;
  /** Milliseconds since 1970, by the engine's clock; null until it has begun. */
  readonly startedAt: number | null;
  /** Null while it runs. */
  readonly endedAt: number | null;
  readonly total: number;
  readonly completed: number;
  readonly failed: number;
  /** The first 1,000 items that failed. */
  readonly failures: readonly BatchFailure[];
}

/** As it is kept in the state. */
export interface BatchRecord {
  readonly key: Key;
  readonly action: BatchAction;
  state: BatchState;
  startedAt: number | null;
  endedAt: number | null;
  /** Emptied some time after the end. */
  itemKeys: readonly Key[];
  /** The process instances of the items, where those are something else. */
  instanceKeys?: readonly (Key | null)[];
  /** When each item was done, in milliseconds since 1970. */
  processedAt: number[];
  readonly total: number;
  completed: number;
  failed: number;
  readonly failures: BatchFailure[];
}
