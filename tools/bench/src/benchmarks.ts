import type { Benchmark } from './benchmark.ts';
import { feel } from './benchmarks/feel.ts';
import { feelLimits } from './benchmarks/feel-limits.ts';
import { runtime } from './benchmarks/runtime.ts';

export const benchmarks: Readonly<Record<string, Benchmark>> = {
  feel,
  'feel-limits': feelLimits,
  runtime,
};
