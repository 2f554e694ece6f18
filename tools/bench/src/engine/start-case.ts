import { spawnSync } from 'node:child_process';
import { z } from 'zod';
import type { EngineCase } from './engine-case.ts';

const IDLE_MS = 1_500;
const TIMEOUT_MS = 60_000;

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

export const startCase: EngineCase = {
  name: 'import and start',
  run() {
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', PROGRAM], {
      cwd: import.meta.dirname,
      encoding: 'utf8',
      env: {},
      timeout: TIMEOUT_MS,
    });
    if (stdout === '') throw new Error(`The engine did not start: ${stderr}`);
    return Promise.resolve(figures.parse(JSON.parse(stdout)));
  },
};
