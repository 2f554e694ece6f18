import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { makeConnectorProject } from './testing/connector-project.ts';
import { createLoadWorld } from './testing/load-world.ts';
import { startCli } from './testing/run-cli.ts';
import { connectTarget, type Target } from './testing/target.ts';

const MEGABYTE = 1_000_000;
const JOBS = 120;

let target: Target;
const world = createLoadWorld(() => target);

beforeAll(async () => {
  target = await connectTarget();
});
afterAll(() => target.close());

/** Takes a while with what it was given. */
const toSlow = (jobType: string): string => `
import { defineConnector } from '@jobwright/connector-sdk';
import { z } from 'zod';
export const slow = defineConnector({
  type: '${jobType}',
  name: 'Slow',
  input: z.object({ text: z.string().meta({ title: 'Text' }) }),
  output: z.unknown(),
  run: async ({ text }) => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    return { length: text.length };
  },
});`;

test(
  'hundreds of megabytes of jobs go through a service that may hold eight',
  { timeout: 120_000 },
  async () => {
    const { jobType, start } = await world.deploy();
    const project = await makeConnectorProject();
    onTestFinished(() => project.remove());
    await project.write({ 'slow.mjs': toSlow(jobType) });
    await start(JOBS, 'x'.repeat(1.5 * MEGABYTE));
    const options = [
      '--connectors-bundled',
      'none',
      '--connectors-modules',
      './slow.mjs',
      '--http-port',
      '0',
    ];
    const environment = { ...target.environment, JOBWRIGHT_JOBS_MAX_HELD_BYTES: String(8 * MEGABYTE) };
    const cli = startCli(['start', ...options], environment, project.root);
    onTestFinished(() => void cli.process.kill('SIGKILL'));
    await vi.waitFor(() => expect(cli.output.stderr).toContain('"Ready"'));
    const address = /"address":"(http:[^"]+)"/.exec(cli.output.stderr)?.[1] ?? '';
    const held: number[] = [];
    await vi.waitFor(
      async () => {
        const metrics = await (await fetch(`${address}/metrics`)).text();
        const read = (name: string) =>
          Number(
            metrics
              .split('\n')
              .find((line) => line.startsWith(name))
              ?.split(' ')[1] ?? 0,
          );
        held.push(read('jobwright_jobs_held_bytes{'));
        expect(read(`jobwright_job_ends_total{type="${jobType}",outcome="complete"}`)).toBe(JOBS);
      },
      { timeout: 100_000, interval: 20 },
    );
    expect(Math.max(...held)).toBeLessThanOrEqual(8 * MEGABYTE);
    const status = await readFile(`/proc/${cli.process.pid}/status`, 'utf8');
    const peakMegabytes = Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1_000;
    expect(peakMegabytes).toBeLessThan(500);
  },
);
