import type { EngineCore } from './commands.ts';
import type { EngineRecords } from './records/engine-records.ts';

/** An engine with what searches look at. */
export interface SearchableCore extends EngineCore {
  readonly records: EngineRecords;
}
