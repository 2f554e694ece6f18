import type { BatchRecord } from './batch-types.ts';

/** Whether a batch operation goes on by itself. */
export const isRunning = ({ state }: Pick<BatchRecord, 'state'>): boolean =>
  state === 'CREATED' || state === 'ACTIVE';

export const isUnfinished = (record: Pick<BatchRecord, 'state'>): boolean =>
  isRunning(record) || record.state === 'SUSPENDED';
