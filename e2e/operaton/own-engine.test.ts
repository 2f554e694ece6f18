import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { camunda7 } from '@jobwright/camunda7';
import { ClusterUnreachableError, startConnectors } from '@jobwright/runtime';
import { fileDatabase } from '@jobwright/servers/operaton';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { BACK, createOutageLog, LOST, startMany } from '../src/scenarios/outages.ts';
import { workOn } from '../src/scenarios/work-on.ts';
import { connectCamunda7World } from './testing/camunda7-world.ts';
import { startCamunda7Engine } from './testing/start-camunda7-engine.ts';

const SOON = { timeout: 60_000, interval: 100 };
const user = { name: 'connectors', password: 'pässword:1' };
const counted = z.object({ count: z.number() });
/** Longer than an engine takes to start: nothing is lost while it is away. */
const LOCK_MS = 600_000;

test('an engine that checks passwords itself, is killed at work and started again on its port', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'jobwright-own-engine-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const startOwn = async (port?: number) => {
    const engine = await startCamunda7Engine(inject('engineName'), {
      database: fileDatabase(folder),
      user,
      ...(port !== undefined && { port }),
    });
    onTestFinished(() => engine.stop());
    return engine;
  };
  const engine = await startOwn();
  const world = connectCamunda7World(engine.url, user);
  const task = await world.deploy();
  const { lines, logger } = createOutageLog();
  let runs = 0;
  const connect = (password: string, connectTimeoutMs: number) =>
    startConnectors({
      connectors: [
        workOn(task.jobType, async () => {
          runs += 1;
          await sleep(50);
        }),
      ],
      clusters: [
        camunda7({
          url: engine.url,
          authentication: { method: 'basic', username: user.name, password },
          lockDurationMs: LOCK_MS,
          connectTimeoutMs,
        }),
      ],
      maxJobsPerConnector: 8,
      logger,
    });
  await expect(connect('wrong', 3_000)).rejects.toThrow(ClusterUnreachableError);
  // The engine refuses the right password as well for some seconds now, which is waited out.
  lines.length = 0;

  const workers = await connect(user.password, 60_000);
  onTestFinished(() => workers.close({ timeoutMs: 0 }));
  await startMany([task], 60);
  await vi.waitFor(() => expect(runs).toBeGreaterThan(10), { ...SOON, interval: 5 });
  await engine.kill();
  await vi.waitFor(() => expect(workers.isConnected).toBe(false), SOON);
  await startOwn(engine.port);
  await startMany([task], 20);
  const running = async () => (await world.call(counted, '/process-instance/count')).count;
  await vi.waitFor(async () => expect(await running()).toBe(0), SOON);
  expect(await world.countIncidents()).toBe(0);
  // Answers that the engine took, but could not confirm any more, counted.
  expect(runs).toBe(80);
  expect(workers.runtime.statistics()[task.jobType]).toMatchObject({ activated: 80, complete: 80 });
  await vi.waitFor(() => expect(lines).toEqual([LOST, BACK]), SOON);
}, 300_000);
