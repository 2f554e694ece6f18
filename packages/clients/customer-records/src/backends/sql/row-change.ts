import type { RecordChange } from './audit-entry.ts';

/** A row that was changed: what the job is answered, and what the audit row says. */
export interface RowChange<Answer> {
  readonly answer: Answer;
  readonly change: Omit<RecordChange, 'operation' | 'table' | 'sensitive'>;
}
