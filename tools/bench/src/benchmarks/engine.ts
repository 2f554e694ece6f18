import type { Benchmark, Row } from '../benchmark.ts';
import { grpcCases } from '../engine/grpc-case.ts';
import { inProcessCases } from '../engine/in-process-cases.ts';
import { restartCase } from '../engine/restart-case.ts';
import { deployCase, startCase } from '../engine/built-package-cases.ts';

const ROUNDS = 3;
const CONTESTANT = 'engine';
const cases = [...inProcessCases, ...grpcCases, restartCase, deployCase, startCase];

/** How fast the embedded engine is, how much memory it takes and how soon it is there. */
export const engine: Benchmark = {
  summary:
    'the embedded engine: instances and jobs a second, waiting instances, a large deployment, its start',
  help: 'npm run bench -- engine\n\nMeasures the engine in process, over gRPC, and in a process of its own. On a machine with other work, compare the figures of CPU.',
  async run(_args, { log, signal }) {
    const rows: Row[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      for (const one of cases) {
        signal.throwIfAborted();
        log(`Round ${round}: ${one.name}`);
        rows.push({ case: one.name, contestant: CONTESTANT, values: await one.run() });
      }
    }
    const metrics = [
      { name: 'createsPerSecond', title: 'instances created/s' },
      { name: 'createCpuUs', title: 'CPU us an instance (goal < 25)' },
      { name: 'jobsPerSecond', title: 'jobs completed/s' },
      { name: 'jobCpuUs', title: 'CPU us a job (goal < 60)' },
      { name: 'callMs', title: 'one call at a time, p50 in ms' },
      { name: 'restartMs', title: 'start after a stop in ms' },
      { name: 'killedRestartMs', title: 'start after a kill in ms' },
      { name: 'stopMs', title: 'stop in ms' },
      { name: 'bytesPerInstance', title: 'bytes an instance (goal < 2,000)' },
      { name: 'deployMs', title: 'first deployment in ms (goal < 300)' },
      { name: 'deployCpuMs', title: 'its CPU in ms' },
      { name: 'laterDeployMs', title: 'a later deployment in ms (goal < 300)' },
      { name: 'laterDeployCpuMs', title: 'its CPU in ms' },
      { name: 'startMs', title: 'import and start in ms (goal < 350)' },
      { name: 'startCpuMs', title: 'CPU of the start in ms, with Node itself' },
      { name: 'idleMegabytes', title: 'idle memory in MB (goal < 80)' },
    ];
    return { subject: CONTESTANT, metrics, rows };
  },
};
