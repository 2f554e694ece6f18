import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { JsonObject } from '@jobwright/json';
import { createEngineCore, createTestClock, type EngineCore } from '@jobwright/engine';
import type { EngineCase } from './engine-case.ts';
import { renderTasks } from './engine-models.ts';

const TENANT = '<default>';
const INSTANCES = 20_000;
const WAITING = 100_000;
const ITEMS = 10_000;

async function deploy(core: EngineCore, content: string): Promise<void> {
  const result = await core.deploy({ resources: [{ name: 'p.bpmn', content }], tenantId: TENANT });
  if (!result.ok) throw new Error(result.rejection.reason);
}

function create(core: EngineCore, count: number, variables: JsonObject = {}): void {
  for (let n = 0; n < count; n += 1)
    core.createInstance({
      bpmnProcessId: 'p',
      version: -1,
      variables: { n, ...variables },
      tenantId: TENANT,
    });
}

function completeAll(core: EngineCore): void {
  const command = {
    type: 'work',
    worker: 'bench',
    timeoutMs: 3_600_000,
    maxJobs: 500,
    fetchVariables: ['n'],
  };
  for (;;) {
    const jobs = core.activateJobs(command);
    if (!jobs.ok) throw new Error(jobs.rejection.reason);
    if (jobs.value.length === 0) return;
    for (const { key } of jobs.value) core.completeJob({ jobKey: key, variables: { done: true } });
  }
}

const withCore =
  (work: (core: EngineCore) => Promise<Record<string, number>>) =>
  async (): Promise<Record<string, number>> => {
    const core = createEngineCore({ clock: createTestClock() });
    try {
      return await work(core);
    } finally {
      core.close();
    }
  };

/** Milliseconds that passed, and microseconds of CPU for each of some pieces of work. */
function measure(count: number, work: () => void): { readonly ms: number; readonly cpuUs: number } {
  const cpu = process.cpuUsage();
  const start = performance.now();
  work();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { ms, cpuUs: (user + system) / count };
}

/** Only what is in use counts as memory. */
function measureHeap(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc()');
  return process.memoryUsage().heapUsed;
}

const perSecond = (count: number, ms: number): number => (count / ms) * 1000;

export const inProcessCases: readonly EngineCase[] = [
  {
    name: 'one service task, in process',
    run: withCore(async (core) => {
      await deploy(core, renderTasks(1));
      const creating = measure(INSTANCES, () => create(core, INSTANCES));
      const completing = measure(INSTANCES, () => completeAll(core));
      return {
        createsPerSecond: perSecond(INSTANCES, creating.ms),
        createCpuUs: creating.cpuUs,
        jobsPerSecond: perSecond(INSTANCES, completing.ms),
        jobCpuUs: completing.cpuUs,
      };
    }),
  },
  {
    name: '100,000 waiting instances',
    run: withCore(async (core) => {
      await deploy(core, renderTasks(1));
      const before = measureHeap();
      const { ms, cpuUs } = measure(WAITING, () => create(core, WAITING));
      const bytesPerInstance = (measureHeap() - before) / WAITING;
      return { createsPerSecond: perSecond(WAITING, ms), createCpuUs: cpuUs, bytesPerInstance };
    }),
  },
  {
    name: 'a multi-instance task with 10,000 items and outputs',
    run: withCore(async (core) => {
      await deploy(core, renderTasks(1, { isRepeated: true }));
      create(core, 1, { items: Array.from({ length: ITEMS }, (_, index) => index) });
      const { ms, cpuUs } = measure(ITEMS, () => completeAll(core));
      return { jobsPerSecond: perSecond(ITEMS, ms), jobCpuUs: cpuUs };
    }),
  },
];
