import type { ActivatedJob } from '../job.ts';

/** Jobs of one task often share the object of their headers. */
const headerSizes = new WeakMap<ActivatedJob['headers'], number>();

/** The size of a job: the bytes of its variables and headers as they came. */
export function sizeOfJob({ variables, headers }: Pick<ActivatedJob, 'variables' | 'headers'>): number {
  let size = headerSizes.get(headers);
  if (size === undefined) {
    size = Buffer.byteLength(JSON.stringify(headers));
    headerSizes.set(headers, size);
  }
  return Buffer.byteLength(variables) + size;
}
