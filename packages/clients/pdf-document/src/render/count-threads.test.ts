import { expect, test } from 'vitest';
import { countThreads } from './count-threads.ts';

const MEBIBYTE = 1_048_576;

test.each([
  ['the memory limit of the chart: one thread, however many processors the node has', 16, 512, 1],
  ['1 GiB', 16, 1_024, 2],
  ['2 GiB', 16, 2_048, 6],
  ['all that a large machine needs', 16, 65_536, 8],
  ['few processors', 3, 65_536, 2],
  ['one processor', 1, 65_536, 1],
  ['less memory than one thread may take: documents are drawn one at a time', 4, 256, 1],
])('%s', (_what, processors, memoryMebibytes, threads) => {
  expect(countThreads({ processors, memoryBytes: memoryMebibytes * MEBIBYTE }, 256)).toBe(threads);
});
