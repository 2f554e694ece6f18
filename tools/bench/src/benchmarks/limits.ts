import { type Benchmark, type Metric, type Row, UsageError } from '../benchmark.ts';
import { measureWorstInput } from '../limits/measure-worst-input.ts';
import { startRemote } from '../limits/start-remote.ts';
import { worstInputs } from '../limits/worst-inputs.ts';
import { createGatewayClient } from '../runtime/gateway-client.ts';
import { openCluster } from '../runtime/open-cluster.ts';
import { checkProcessUsage } from '../runtime/process-usage.ts';

const HELP = `npm run bench -- limits [--only TEXT] [--json]

Gives a service four jobs at once of the worst input known of each connector, and tells how late its event loop was, how much memory
it had at the peak, how long the probe, a job of another connector and the end by SIGTERM took meanwhile. To reach: 50 ms for 99 of 100
turns, 480 MB; no outcome takes 10 s.

  --only   inputs whose name has this text`;

const METRICS: readonly Metric[] = [
  { name: 'p99Ms', title: 'loop p99 ms' },
  { name: 'maxMs', title: 'loop max ms' },
  { name: 'peakMb', title: 'peak MB' },
  { name: 'probeMs', title: 'probe ms' },
  { name: 'otherJobMs', title: 'other job ms' },
  { name: 'jobsMs', title: 'jobs ms' },
  { name: 'endMs', title: 'SIGTERM ms' },
];

/** What the worst inputs do to a service. */
export const limits: Benchmark = {
  summary: 'event loop and memory of a service under the worst inputs of its connectors',
  help: HELP,
  async run(args, { environment, log, signal }) {
    checkProcessUsage();
    const only = readOnly(args);
    const cluster = await openCluster(environment, log);
    const gateway = createGatewayClient(cluster.grpcAddress);
    const remote = await startRemote();
    const rows: Row[] = [];
    try {
      for (const input of worstInputs.filter(({ name }) => name.includes(only))) {
        const lab = { ...cluster, gateway, remote, signal };
        const measured = await measureWorstInput(input, lab);
        const values = Object.fromEntries(
          Object.entries(measured).map(([name, value]) => [name, Math.round(value)]),
        );
        log(`${input.name}   ${JSON.stringify(values)}`);
        rows.push({ case: input.name, contestant: 'jobwright', values });
      }
    } finally {
      remote.close();
      gateway.close();
      await cluster.close();
    }
    const worst = Object.fromEntries(
      METRICS.map(({ name }) => [name, Math.max(...rows.map(({ values }) => values[name] ?? 0))]),
    );
    rows.push({ case: 'the worst of all', contestant: 'jobwright', values: worst });
    return { subject: 'jobwright', metrics: METRICS, rows };
  },
};

function readOnly(args: readonly string[]): string {
  if (args.length === 0) return '';
  const [option, text] = args;
  if (option === '--only' && text !== undefined && args.length === 2) return text;
  throw new UsageError(`Unknown arguments ${args.join(' ')}\n\n${HELP}`);
}
