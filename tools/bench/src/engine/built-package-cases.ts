import { spawnSync } from 'node:child_process';
import { z } from 'zod';
import type { EngineCase } from './engine-case.ts';
import { renderTasks } from './engine-models.ts';

const IDLE_MS = 1_500;
const TIMEOUT_MS = 60_000;
const TASKS = 3_000;
const DEPLOYMENTS = 6;

/** The built package in a process of its own. */
const PROGRAM = `
const begin = performance.now();
const { startEngine } = await import('@jobwright/engine');
const engine = await startEngine();
const startMs = performance.now() - begin;
const { user, system } = process.cpuUsage();
setTimeout(async () => {
  const idleMegabytes = process.memoryUsage().rss / 1e6;
  console.log(JSON.stringify({ startMs, startCpuMs: (user + system) / 1000, idleMegabytes }));
  await engine.close();
}, ${IDLE_MS});
`;

const figures = z.object({ startMs: z.number(), startCpuMs: z.number(), idleMegabytes: z.number() });

/** Deploys what it reads, as the first thing that happens, and then variants of it. */
const DEPLOYMENT = `
import { text } from 'node:stream/consumers';
const content = await text(process.stdin);
const { createEngineCore, createTestClock } = await import('@jobwright/engine');
const core = createEngineCore({ clock: createTestClock() });
const figures = [];
for (let round = 0; round < ${DEPLOYMENTS}; round += 1) {
  const cpu = process.cpuUsage();
  const begin = performance.now();
  const resources = [{ name: 'p.bpmn', content: content + '<!-- ' + round + ' -->' }];
  const { ok } = await core.deploy({ resources, tenantId: '<default>' });
  if (!ok) throw new Error('It was not deployed');
  const { user, system } = process.cpuUsage(cpu);
  figures.push({ ms: performance.now() - begin, cpuMs: (user + system) / 1000 });
}
console.log(JSON.stringify([figures[0], figures.at(-1)]));
core.close();
`;

const deployments = z.tuple([
  z.object({ ms: z.number(), cpuMs: z.number() }),
  z.object({ ms: z.number(), cpuMs: z.number() }),
]);

/** What a program prints that uses the built package. */
function runProgram(program: string, input = ''): unknown {
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
    env: {},
    input,
    timeout: TIMEOUT_MS,
  });
  if (stdout === '') throw new Error(`The program failed: ${stderr}`);
  return JSON.parse(stdout);
}

export const startCase: EngineCase = {
  name: 'import and start',
  run: () => Promise.resolve(figures.parse(runProgram(PROGRAM))),
};

export const deployCase: EngineCase = {
  name: 'deployment of 3,000 tasks',
  run() {
    const [first, later] = deployments.parse(runProgram(DEPLOYMENT, renderTasks(TASKS)));
    return Promise.resolve({
      deployMs: first.ms,
      deployCpuMs: first.cpuMs,
      laterDeployMs: later.ms,
      laterDeployCpuMs: later.cpuMs,
    });
  },
};
