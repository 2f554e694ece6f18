import { loadavg } from 'node:os';
import type { Benchmark, BenchmarkContext, Metric, Row } from '../benchmark.ts';
import { type Camunda7Options, parseCamunda7Options } from '../camunda7/camunda7-options.ts';
import { engineCases } from '../camunda7/engine-cases.ts';
import { type EngineLab, withEngineLab } from '../camunda7/engine-lab.ts';
import { runRounds } from '../run-rounds.ts';
import { compileWorkers } from '../runtime/compile-workers.ts';
import { checkProcessUsage } from '../runtime/process-usage.ts';

const HELP = `npm run bench -- camunda7 [options]

Runs REST tasks of Operaton through the jobwright command and what it is compared to, in turn, on one node and on two nodes
behind a load balancer, with one PostgreSQL.

  --case a,b       drain, live, startup (default: all)
  --nodes a,b      1, 2 (default: 1,2)
  --only a,b       contestants: jobwright, adapter, bare, official-client (default: all)
  --rounds n       default 3
  --tasks n        tasks of a drain (default 2000)
  --latencies n    single instances of live (default 100)
  --short          one round of a drain of 300 tasks on one node
  --profile folder where the contestants leave a CPU profile each time they end
  --json           the last line of the output is JSON

Needs Linux, JDK 17, PostgreSQL and, the first time, Maven. The command must be built.`;

const METRICS: readonly Metric[] = [
  { name: 'jobsPerSecond', title: 'tasks/s' },
  { name: 'cpuMsPerJob', title: 'CPU ms/task' },
  { name: 'serverCpuMsPerJob', title: 'engine CPU ms/task' },
  { name: 'peakRssMb', title: 'peak RSS MB' },
  { name: 'p50Ms', title: 'p50 ms' },
  { name: 'p99Ms', title: 'p99 ms' },
  { name: 'readyMs', title: 'ready ms' },
  { name: 'idleRssMb', title: 'idle RSS MB' },
];
const MIN_WARM_UP_TASKS = 300;

/** External tasks, on engines in processes of their own. */
export const camunda7: Benchmark = {
  summary: 'REST tasks of Operaton: jobwright, a bare loop, the official client',
  help: HELP,
  async run(args, context) {
    const options = parseCamunda7Options(args);
    checkProcessUsage();
    await compileWorkers();
    const rows: Row[] = [];
    for (const nodes of options.nodes) {
      const { profileDirectory } = options;
      rows.push(
        ...(await withEngineLab({ nodes, profileDirectory }, context, (lab) =>
          measure(lab, { ...options, suffix: nodes === 1 ? '' : `, ${nodes} nodes` }, context.log),
        )),
      );
    }
    return { subject: 'jobwright', metrics: METRICS, rows };
  },
};

async function measure(
  lab: EngineLab,
  options: Camunda7Options & { readonly suffix: string },
  log: BenchmarkContext['log'],
): Promise<readonly Row[]> {
  log(`Warming up; load of the machine ${loadavg()[0]?.toFixed(1)} ...`);
  // Until it has run a few thousand, the engine needs less for each task: who comes first would look slow.
  const tasks = Math.max(MIN_WARM_UP_TASKS, options.tasks / 2);
  for (const contestant of options.contestants)
    await engineCases.drain(lab, contestant, { ...options, tasks });
  const { signal } = lab;
  return runRounds({ ...options, signal, metrics: METRICS, log }, async (name, contestant) => [
    {
      case: `${name}${options.suffix}`,
      contestant,
      values: await engineCases[name](lab, contestant, options),
    },
  ]);
}
