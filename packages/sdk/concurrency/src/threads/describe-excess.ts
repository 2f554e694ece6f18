import type { WorkLimits } from './run-on-thread.ts';
import { MAX_MEMORY_MB } from './work-threads.ts';

/** What work took that was ended, for a message: `more than 5 seconds`, `more than 128 MB`. */
export const describeExcess = (
  { limit }: { readonly limit: 'time' | 'memory' },
  { maxMs }: Pick<WorkLimits, 'maxMs'>,
): string => (limit === 'time' ? `more than ${maxMs / 1000} seconds` : `more than ${MAX_MEMORY_MB} MB`);
