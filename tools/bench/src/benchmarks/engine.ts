import { createEngineCore, createTestClock, type EngineCore } from '@jobwright/engine';
import type { Benchmark, Row } from '../benchmark.ts';

const TENANT = '<default>';
const ROUNDS = 3;
const INSTANCES = 20_000;
const WAITING = 100_000;
const TASKS = 3_000;
const CONTESTANT = 'engine';

const NAMESPACES =
  'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"';

/** A process of service tasks in a row. */
function renderModel(tasks: number): string {
  const ids = Array.from({ length: tasks }, (_, index) => `t${index}`);
  const steps = ['start', ...ids, 'end'];
  const elements = ids.map(
    (id) =>
      `<bpmn:serviceTask id="${id}"><bpmn:extensionElements><zeebe:taskDefinition type="work"/></bpmn:extensionElements></bpmn:serviceTask>`,
  );
  const flows = steps
    .slice(1)
    .map(
      (target, index) =>
        `<bpmn:sequenceFlow id="f${index}" sourceRef="${steps[index] ?? ''}" targetRef="${target}"/>`,
    );
  const body = ['<bpmn:startEvent id="start"/>', ...elements, '<bpmn:endEvent id="end"/>', ...flows].join('');
  return `<bpmn:definitions ${NAMESPACES} id="d" targetNamespace="bench"><bpmn:process id="p" isExecutable="true">${body}</bpmn:process></bpmn:definitions>`;
}

async function deploy(core: EngineCore, tasks: number): Promise<void> {
  const resources = [{ name: 'p.bpmn', content: renderModel(tasks) }];
  const result = await core.deploy({ resources, tenantId: TENANT });
  if (!result.ok) throw new Error(result.rejection.reason);
}

function create(core: EngineCore, count: number): void {
  for (let n = 0; n < count; n += 1)
    core.createInstance({ bpmnProcessId: 'p', version: -1, variables: { n }, tenantId: TENANT });
}

function completeAll(core: EngineCore): void {
  const command = { type: 'work', worker: 'bench', timeoutMs: 3_600_000, maxJobs: 500, fetchVariables: [] };
  for (;;) {
    const jobs = core.activateJobs(command);
    if (!jobs.ok) throw new Error(jobs.rejection.reason);
    if (jobs.value.length === 0) return;
    for (const { key } of jobs.value) core.completeJob({ jobKey: key, variables: { done: true } });
  }
}

async function measure(work: (core: EngineCore) => Promise<Record<string, number>>) {
  const core = createEngineCore({ clock: createTestClock() });
  try {
    return await work(core);
  } finally {
    core.close();
  }
}

const timeOf = (work: () => void): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

const cases: readonly { readonly name: string; readonly run: () => Promise<Record<string, number>> }[] = [
  {
    name: 'one service task, in process',
    run: () =>
      measure(async (core) => {
        await deploy(core, 1);
        const createMs = timeOf(() => create(core, INSTANCES));
        const completeMs = timeOf(() => completeAll(core));
        return {
          createsPerSecond: (INSTANCES / createMs) * 1000,
          jobsPerSecond: (INSTANCES / completeMs) * 1000,
        };
      }),
  },
  {
    name: '100,000 waiting instances',
    run: () =>
      measure(async (core) => {
        await deploy(core, 1);
        const before = process.memoryUsage().heapUsed;
        const createMs = timeOf(() => create(core, WAITING));
        const bytes = (process.memoryUsage().heapUsed - before) / WAITING;
        return { createsPerSecond: (WAITING / createMs) * 1000, bytesPerInstance: bytes };
      }),
  },
  {
    name: 'deployment of 3,000 tasks',
    run: () =>
      measure(async (core) => {
        const start = performance.now();
        await deploy(core, TASKS);
        return { deployMs: performance.now() - start };
      }),
  },
];

/** How fast the embedded engine is, below the protocols. */
export const engine: Benchmark = {
  summary: 'the embedded engine: instances and jobs a second, waiting instances, a large deployment',
  help: 'npm run bench -- engine\n\nMeasures the engine in process, without gRPC and REST.',
  async run(_args, { log, signal }) {
    const rows: Row[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      for (const { name, run } of cases) {
        signal.throwIfAborted();
        log(`Round ${round}: ${name}`);
        rows.push({ case: name, contestant: CONTESTANT, values: await run() });
      }
    }
    const metrics = [
      { name: 'createsPerSecond', title: 'instances created/s' },
      { name: 'jobsPerSecond', title: 'jobs completed/s' },
      { name: 'bytesPerInstance', title: 'bytes an instance' },
      { name: 'deployMs', title: 'deployment in ms' },
    ];
    return { subject: CONTESTANT, metrics, rows };
  },
};
