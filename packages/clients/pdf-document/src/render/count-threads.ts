const MAX_THREADS = 8;
/** Of the process without threads that draw, and of its answers and documents on the way. */
const BASE_BYTES = 192_000_000;
/** Beside the heap of a thread: its code, fonts, pictures and the file. */
const BESIDE_HEAP_BYTES = 64_000_000;

export interface MachineFacts {
  readonly processors: number;
  /** Memory that the process may use, in bytes: the limit of its container, or that of the machine. */
  readonly memoryBytes: number;
}

/**
 * How many threads may draw at the same time: one less than there are processors, and no more than fit into
 * the memory with full heaps; at least 1, at most 8.
 */
export function countThreads({ processors, memoryBytes }: MachineFacts, maxMemoryMb: number): number {
  const fitting = Math.floor((memoryBytes - BASE_BYTES) / (maxMemoryMb * 1_000_000 + BESIDE_HEAP_BYTES));
  return Math.max(1, Math.min(MAX_THREADS, processors - 1, fitting));
}
