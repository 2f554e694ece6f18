import type { Benchmark } from './benchmark.ts';
import { runtime } from './benchmarks/runtime.ts';

export const benchmarks: Readonly<Record<string, Benchmark>> = { runtime };
