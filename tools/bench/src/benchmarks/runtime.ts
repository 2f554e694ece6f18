import { loadavg } from 'node:os';
import type { Benchmark, Metric, Row } from '../benchmark.ts';
import { runRounds } from '../run-rounds.ts';
import { cases, drainBacklog } from '../runtime/cases.ts';
import { type Lab, withLab } from '../runtime/lab.ts';
import { parseRuntimeOptions, type RuntimeOptions } from '../runtime/runtime-options.ts';
import { renderProfiles } from '../runtime/summarize-profile.ts';

const HELP = `npm run bench -- runtime [options]

Runs REST jobs through the jobwright command and what it is compared to, in turn: on the embedded engine in a process of
its own, or on the cluster that ZEEBE_GRPC_ADDRESS, ZEEBE_REST_ADDRESS and CAMUNDA_MANAGEMENT_ADDRESS name (one without TLS
and credentials).

  --case a,b       drain, slow, live, startup (default: drain,live,startup)
  --only a,b       contestants: jobwright, jobwright-rest, sdk-worker, bare, bare-stream, java, java-image
                   (default: jobwright,jobwright-rest,sdk-worker,bare,java)
  --without a,b    leave these out
  --rounds n       default 3
  --jobs n         jobs of a drain (default 4000); live takes half of it, slow a quarter
  --warm n         jobs done before the warm part of a drain (default: as --jobs; 0 leaves it out)
  --delay ms       how long the endpoint takes in slow (default 200)
  --latencies n    single instances of live (default 200)
  --short          one round of a drain of 300 jobs without java
  --profile folder where the contestants on Node leave a CPU profile each time they end; its own time by
                   package and by function is printed
  --json           the last line of the output is JSON

Needs Linux, and for java a JDK of version 21 or newer and, the first time, Maven; without such a JDK java is left out. The
command must be built.

Examples:
  npm run bench -- runtime
  npm run bench -- runtime --short --json
  npm run bench -- runtime --case drain --warm 12000 --without sdk-worker
  npm run bench -- runtime --case slow --delay 500 --only jobwright,bare --rounds 5`;

const METRICS: readonly Metric[] = [
  { name: 'jobsPerSecond', title: 'jobs/s' },
  { name: 'cpuMsPerJob', title: 'CPU ms/job' },
  { name: 'peakRssMb', title: 'peak RSS MB' },
  { name: 'p50Ms', title: 'p50 ms' },
  { name: 'p99Ms', title: 'p99 ms' },
  { name: 'readyMs', title: 'ready ms' },
  { name: 'idleRssMb', title: 'idle RSS MB' },
];
const MIN_WARM_UP_JOBS = 1000;

/** The whole runtime, on an engine in a process of its own. */
export const runtime: Benchmark = {
  summary: 'REST jobs of an engine: jobwright, hand-written workers, the Java runtime',
  help: HELP,
  async run(args, context) {
    const options = parseRuntimeOptions(args);
    const rows = await withLab(options, context, (lab) => measure(lab, options, context.log));
    if (options.profileDirectory !== undefined) context.log(renderProfiles(options.profileDirectory));
    return { subject: 'jobwright', metrics: METRICS, rows };
  },
};

async function measure(
  lab: Lab,
  options: RuntimeOptions,
  log: (line: string) => void,
): Promise<readonly Row[]> {
  log(`Warming up; load of the machine ${loadavg()[0]?.toFixed(1)} ...`);
  await drainBacklog(lab, 'bare', { total: Math.max(MIN_WARM_UP_JOBS, options.jobs / 2), delayMs: 0 });
  const { contestants, signal } = lab;
  return runRounds({ ...options, contestants, signal, metrics: METRICS, log }, (name, contestant) =>
    cases[name](lab, contestant, options),
  );
}
