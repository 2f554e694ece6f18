import { startTcpProxy } from '@jobwright/test-servers';
import { expect, onTestFinished, test, vi } from 'vitest';
import { makeConnectorProject } from '../testing/connector-project.ts';
import { workOn } from './work-on.ts';
import { startCli } from '../testing/run-cli.ts';
import type { CommandWorld } from './load-world.ts';

const SOON = { timeout: 30_000, interval: 50 };

/** Never ends, does not listen to its signal, and keeps the process alive. */
const renderStubborn = (jobType: string): string => `
import { defineConnector } from '@jobwright/connector-sdk';
import { z } from 'zod';
export const stubborn = defineConnector({
  type: '${jobType}',
  name: 'Stubborn',
  input: z.object({}),
  output: z.unknown(),
  run: () => new Promise(() => void setInterval(() => undefined, 1_000)),
});`;

/** SIGTERM while jobs run that never end: the same on each engine. */
export function defineCommandDrain(
  world: () => Pick<CommandWorld, 'deploy' | 'attach' | 'address' | 'environmentOf'>,
): void {
  /** The service with five jobs of a connector that never ends. */
  async function startStubborn(address = world().address) {
    const task = await world().deploy();
    const project = await makeConnectorProject();
    onTestFinished(() => project.remove());
    await project.write({ 'stubborn.mjs': renderStubborn(task.jobType) });
    const options = ['--connectors-bundled', 'none', '--connectors-modules', './stubborn.mjs'];
    const cli = startCli(
      ['start', ...options, '--http-port', '0', '--jobs-drain-timeout-seconds', '1'],
      world().environmentOf(address),
      project.root,
    );
    onTestFinished(() => void cli.process.kill('SIGKILL'));
    await vi.waitFor(() => expect(cli.output.stderr).toContain('"Ready"'), SOON);
    const service = /"address":"(http:[^"]+)"/.exec(cli.output.stderr)?.[1] ?? '';
    await task.start(5);
    await vi.waitFor(async () => {
      const facts: unknown = await (
        await fetch(`${service}/connectors/${encodeURIComponent(task.jobType)}`)
      ).json();
      expect(facts).toMatchObject({ inFlight: 5, limit: 128, heldBytes: expect.any(Number) });
    }, SOON);
    return { cli, jobType: task.jobType };
  }

  test('jobs that do not end in the budget are handed back, and another worker has them at once', async () => {
    const { cli, jobType } = await startStubborn();
    cli.process.kill('SIGTERM');
    const { exitCode, stderr } = await cli.ended;
    expect(exitCode).toBe(0);
    const stopped = stderr.split('\n').find((line) => line.includes('"Stopped"')) ?? '';
    expect(JSON.parse(stopped)).toMatchObject({ jobs: { [jobType]: { activated: 5, handedBack: 5 } } });
    const retries: number[] = [];
    await world().attach([workOn(jobType, async ({ job }) => void retries.push(job.retries))]);
    await vi.waitFor(() => expect(retries).toEqual([3, 3, 3, 3, 3]), SOON);
  });

  test('stops even if the engine no longer answers', async () => {
    const proxy = await startTcpProxy(world().address);
    onTestFinished(() => proxy.close());
    const { cli, jobType } = await startStubborn(proxy.address);
    proxy.freeze();
    cli.process.kill('SIGTERM');
    const { exitCode, stderr } = await cli.ended;
    expect(exitCode).toBe(0);
    const stopped = stderr.split('\n').find((line) => line.includes('"Stopped"')) ?? '';
    expect(JSON.parse(stopped)).toMatchObject({ jobs: { [jobType]: { activated: 5, unanswered: 5 } } });
  });
}
