import { setTimeout as sleep } from 'node:timers/promises';
import { type GatewayClient } from '../runtime/gateway-client.ts';
import type { Remote } from './start-remote.ts';
import { startWatchedService, type WatchedService } from './start-watched-service.ts';
import { renderProcess } from './render-process.ts';
import type { WorstInput } from './worst-input.ts';

export interface Surroundings {
  readonly gateway: GatewayClient;
  readonly grpcAddress: string;
  readonly restAddress: string;
  readonly remote: Pick<Remote, 'url' | 'mailPort'>;
  readonly signal: AbortSignal;
  /**
   * How long the event loop is watched, in milliseconds; fewer turns of it say little about 99 of 100.
   * Default 5,000.
   */
  readonly minWatchMs?: number;
}

/**
 * `p99Ms`, `maxMs`: of the event loop while the jobs were worked on, or longer. `probeMs`: the longest answer
 * of the probe. `otherJobMs`: a job of another connector, from its instance to its end. `jobsMs`: until all
 * were answered. `endMs`: from SIGTERM to the end of the process, with such jobs at work. `Infinity`: it did
 * not happen.
 */
export type Measured = Readonly<
  Record<'p99Ms' | 'maxMs' | 'peakMb' | 'probeMs' | 'otherJobMs' | 'jobsMs' | 'endMs', number>
>;

/** What nobody waits for longer. */
const MAX_MS = 60_000;
/** The worst inputs end after half a minute of work of a processor, which others use as well. */
const JOBS_MS = 180_000;
const CALL_MS = 30_000;
const PROBE_EVERY_MS = 50;
const JOBS = 4;
const OTHER_TYPE = 'io.camunda:http-json:1';
const OTHER_VARIABLES = { authentication: { type: 'noAuth' }, method: 'GET' };

let processes = 0;

/** What a service does with four jobs of this input at once. */
export async function measureWorstInput(input: WorstInput, lab: Surroundings): Promise<Measured> {
  const { minWatchMs = 5000 } = lab;
  processes += 1;
  const processId = `limits-${processes}`;
  const otherId = `limits-other-${processes}`;
  await deploy(lab, { [processId]: input, [otherId]: { jobType: OTHER_TYPE } });
  const service = await startWatchedService({
    ZEEBE_GRPC_ADDRESS: lab.grpcAddress,
    ZEEBE_REST_ADDRESS: lab.restAddress,
    CAMUNDA_AUTH_STRATEGY: 'NONE',
  });
  try {
    // The code is loaded, as in a service that has worked before.
    await runOther(lab, otherId);
    const before = await countEnds(service);
    await service.beginWatch();
    const startedAt = performance.now();
    await start(lab, processId, input);
    const other = runOther(lab, otherId);
    let probeMs = 0;
    let jobsMs = Infinity;
    while (performance.now() - startedAt < JOBS_MS) {
      lab.signal.throwIfAborted();
      probeMs = Math.max(probeMs, await probe(service));
      // The job of the other connector ends too.
      if (jobsMs === Infinity && (await countEnds(service)) >= before + JOBS + 1) {
        jobsMs = performance.now() - startedAt;
      }
      if (jobsMs !== Infinity && performance.now() - startedAt > minWatchMs) break;
      await sleep(PROBE_EVERY_MS);
    }
    const otherJobMs = await other;
    const { p99Ms, maxMs, peakMb } = await service.endWatch();
    await start(lab, processId, input);
    await sleep(PROBE_EVERY_MS);
    const endMs = await service.terminate(MAX_MS);
    return { p99Ms, maxMs, peakMb, probeMs, otherJobMs, jobsMs, endMs };
  } finally {
    service.kill();
  }
}

async function deploy(
  { gateway }: Surroundings,
  tasks: Readonly<Record<string, Parameters<typeof renderProcess>[1]>>,
): Promise<void> {
  const resources = Object.entries(tasks).map(([id, task]) => ({
    name: `${id}.bpmn`,
    content: Buffer.from(renderProcess(id, task)),
  }));
  await gateway.call('DeployResource', { resources }, CALL_MS);
}

async function start({ gateway, remote }: Surroundings, processId: string, input: WorstInput): Promise<void> {
  const variables = JSON.stringify(input.toVariables(remote));
  const request = { bpmnProcessId: processId, version: -1, variables };
  await Promise.all(
    Array.from({ length: JOBS }, () => gateway.call('CreateProcessInstance', request, CALL_MS)),
  );
}

async function runOther({ gateway, remote }: Surroundings, processId: string): Promise<number> {
  const startedAt = performance.now();
  const variables = JSON.stringify({ ...OTHER_VARIABLES, url: `${remote.url}/ok` });
  const request = { bpmnProcessId: processId, version: -1, variables };
  try {
    await gateway.call('CreateProcessInstanceWithResult', { request, requestTimeout: CALL_MS }, CALL_MS);
  } catch {
    return Infinity;
  }
  return performance.now() - startedAt;
}

async function probe({ address }: WatchedService): Promise<number> {
  const startedAt = performance.now();
  try {
    const response = await fetch(`${address}/health/live`, { signal: AbortSignal.timeout(MAX_MS) });
    await response.text();
    return response.ok ? performance.now() - startedAt : Infinity;
  } catch {
    return Infinity;
  }
}

/** Jobs that got an answer. */
async function countEnds({ address }: WatchedService): Promise<number> {
  const response = await fetch(`${address}/metrics`, { signal: AbortSignal.timeout(MAX_MS) }).catch(
    () => undefined,
  );
  const lines = (await response?.text())?.split('\n') ?? [];
  return lines
    .filter((line) => line.startsWith('jobwright_job_ends_total{'))
    .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}
