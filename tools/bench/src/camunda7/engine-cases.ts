import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { type EngineCall, runInstance } from '@jobwright/servers/operaton';
import { quantile } from '../statistics.ts';
import type { StartedProcess } from '../runtime/child-process.ts';
import { readProcessUsage } from '../runtime/process-usage.ts';
import { measureJobs, watchJobs } from '../runtime/watch-jobs.ts';
import type { CaseName, Camunda7Options } from './camunda7-options.ts';
import type { EngineLab } from './engine-lab.ts';
import { countTasks, findFaults, nextOrder, readWork, startOrders } from './engine-work.ts';

/** Runs one case with one contestant, once, and gives its figures. */
export type RunEngineCase = (
  lab: EngineLab,
  name: string,
  options: Pick<Camunda7Options, 'tasks' | 'latencies'>,
) => Promise<Readonly<Record<string, number>>>;

const IDLE_MS = 2_000;

export const engineCases: Readonly<Record<CaseName, RunEngineCase>> = {
  drain: (lab, name, { tasks: total }) =>
    verified(lab, { name, total }, async () => {
      const { calls, endpoint, signal } = lab;
      await startOrders(calls, { total, endpointUrl: endpoint.url, signal });
      return lab.withContestant(name, (contestant) => watchDrain(lab, contestant, total));
    }),

  live: (lab, name, { latencies: total }) =>
    verified(lab, { name, total }, () =>
      lab.withContestant(name, async (contestant) => {
        await contestant.ready;
        const tookMs: number[] = [];
        while (tookMs.length < total) {
          lab.signal.throwIfAborted();
          contestant.check();
          const call = lab.calls[tookMs.length % lab.calls.length] ?? lab.calls[0];
          tookMs.push(await timeOrder(call, lab.endpoint.url));
        }
        return { p50Ms: quantile(tookMs, 0.5), p99Ms: quantile(tookMs, 0.99) };
      }),
    ),

  startup: (lab, name) =>
    lab.withContestant(name, async (contestant) => {
      const readyMs = await contestant.ready;
      await sleep(IDLE_MS, undefined, { signal: lab.signal });
      contestant.check();
      return { readyMs, idleRssMb: readProcessUsage(contestant.pid).rssMb };
    }),
};

/** @throws Error when the work was not done once and completely */
async function verified<Result>(
  { calls: [call], endpoint }: EngineLab,
  { name, total }: { readonly name: string; readonly total: number },
  run: () => Promise<Result>,
): Promise<Result> {
  await endpoint.reset(0);
  const before = await readWork(call);
  const result = await run();
  const faults = findFaults({ total, before, after: await readWork(call), endpoint: await endpoint.count() });
  if (faults.length === 0) return result;
  throw new Error(`${name} did not do the work of ${total} tasks: ${faults.join('; ')}.`);
}

async function watchDrain(lab: EngineLab, contestant: StartedProcess, total: number) {
  const { calls, signal, readServerCpuMs } = lab;
  const serverCpuMs: number[] = [];
  const samples = await watchJobs(
    {
      total,
      signal,
      async readProgress() {
        const done = total - (await countTasks(calls[0]));
        if (done > 0) serverCpuMs.push(readServerCpuMs());
        return { done, incidents: 0 };
      },
    },
    contestant,
  );
  const first = samples.find(({ done }) => done > 0)?.done ?? 0;
  const spentMs = (serverCpuMs.at(-1) ?? 0) - (serverCpuMs[0] ?? 0);
  return {
    ...measureJobs(samples, { first: 1, last: total }),
    serverCpuMsPerJob: spentMs / Math.max(1, total - first),
  };
}

const ended = z.object({ durationInMillis: z.number() });

/** Milliseconds from the start of an instance to its end, by the clock of the engine. */
async function timeOrder(call: EngineCall, endpointUrl: string): Promise<number> {
  const id = await runInstance(call, nextOrder(endpointUrl));
  return (await call(ended, `/history/process-instance/${id}`)).durationInMillis;
}
