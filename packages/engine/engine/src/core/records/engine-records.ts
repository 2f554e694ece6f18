import type { Engine } from '../engine.ts';
import type { Key } from '../key.ts';
import {
  findInstanceRecord,
  type InstanceRecord,
  listActiveRecords,
  listEndedRecords,
} from './instance-record.ts';

/** What the engine knows, live and remembered, to search in. Each call looks at the state as it is; nothing is copied before it is read. */
export interface EngineRecords {
  /** Running instances and those remembered after their end. */
  processInstances(): readonly InstanceRecord[];
  processInstance(key: Key): InstanceRecord | undefined;
}

export function createEngineRecords(engine: Engine): EngineRecords {
  return {
    processInstances: () => [...listActiveRecords(engine), ...listEndedRecords(engine)],
    processInstance: (key) => findInstanceRecord(engine, key),
  };
}
