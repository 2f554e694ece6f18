import type { Benchmark } from './benchmark.ts';
import { camunda7 } from './benchmarks/camunda7.ts';
import { customerData } from './benchmarks/customer-data.ts';
import { email } from './benchmarks/email.ts';
import { engine } from './benchmarks/engine.ts';
import { faults } from './benchmarks/faults.ts';
import { feel } from './benchmarks/feel.ts';
import { feelLimits } from './benchmarks/feel-limits.ts';
import { http } from './benchmarks/http.ts';
import { jobTime } from './benchmarks/job-time.ts';
import { limits } from './benchmarks/limits.ts';
import { pdf } from './benchmarks/pdf.ts';
import { runtime } from './benchmarks/runtime.ts';

export const benchmarks: Readonly<Record<string, Benchmark>> = {
  camunda7,
  'customer-data': customerData,
  email,
  engine,
  faults,
  feel,
  'feel-limits': feelLimits,
  http,
  'job-time': jobTime,
  limits,
  pdf,
  runtime,
};
