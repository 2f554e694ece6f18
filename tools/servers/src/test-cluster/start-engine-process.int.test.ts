import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning } from '../local-server/index.ts';
import { expect, test } from 'vitest';
import { startEngineProcess } from './start-engine-process.ts';

test(
  'an engine in a process of its own answers, tells its counters as a cluster does, and ends',
  { timeout: 60_000 },
  async () => {
    const engine = await startEngineProcess();
    const topology = await fetch(`${engine.restAddress}/v2/topology`);
    expect(topology.status).toBe(200);
    const counters = await (await fetch(`${engine.managementAddress}/actuator/prometheus`)).text();
    expect(counters).toContain('zeebe_incident_events_total{action="created"} 0\n');
    await engine.stop();
    for (let left = 100; left > 0 && isRunning(engine.pid); left -= 1) await sleep(50);
    expect(isRunning(engine.pid)).toBe(false);
  },
);
