import type { Benchmark } from './benchmark.ts';
import { feel } from './benchmarks/feel.ts';
import { pdf } from './benchmarks/pdf.ts';
import { runtime } from './benchmarks/runtime.ts';

export const benchmarks: Readonly<Record<string, Benchmark>> = { feel, pdf, runtime };
