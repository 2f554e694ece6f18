import pino from 'pino';
import { expect, test } from 'vitest';
import { readConfiguration } from '../configuration/read-configuration.ts';
import { createReload } from './create-reload.ts';
import type { ServiceWorkers } from './service-workers.ts';

const read = (environment: Readonly<Record<string, string>>) => readConfiguration({ environment });
const workers = {
  clusters: [],
  runtime: { connectors: [{ type: 'a:b' }] },
  close: () => Promise.resolve(),
} as unknown as ServiceWorkers;

/** A service that was started with a port, and what it logs. */
function startService() {
  const lines: unknown[] = [];
  const ends: boolean[] = [];
  let environment: Readonly<Record<string, string>> = { JOBWRIGHT_HTTP_PORT: '18081' };
  const reload = createReload({
    started: read(environment),
    read: () => read(environment),
    start: () => Promise.resolve(workers),
    swap: () => workers,
    onEnd: (isRefused) => void ends.push(isRefused),
    logger: pino(
      { base: null, timestamp: false },
      { write: (line: string) => void lines.push(JSON.parse(line)) },
    ),
  });
  return {
    lines,
    ends,
    reload: async (changed: Readonly<Record<string, string>>) => {
      environment = changed;
      await reload('SIGHUP');
    },
  };
}

test('says that it has reloaded, with the job types', async () => {
  const { lines, ends, reload } = startService();
  await reload({ JOBWRIGHT_HTTP_PORT: '18081', JOBWRIGHT_JOBS_MAX_CONCURRENT: '5' });
  expect(lines).toEqual([{ level: 30, reason: 'SIGHUP', jobTypes: ['a:b'], msg: 'Reloaded' }]);
  expect(ends).toEqual([false]);
});

test('names what needs a restart, also at later reloads, until it is as at the start', async () => {
  const { lines, reload } = startService();
  await reload({ JOBWRIGHT_HTTP_PORT: '18082' });
  await reload({ JOBWRIGHT_HTTP_PORT: '18082', JOBWRIGHT_LOG_LEVEL: 'warn' });
  const warning = {
    level: 40,
    settings: ['http.port'],
    msg: 'Reloaded, but http.port changed since the start: restart the service to use the new value',
  };
  expect(lines).toMatchObject([warning, warning]);
  await reload({ JOBWRIGHT_HTTP_PORT: '18081' });
  expect(lines.at(-1)).toMatchObject({ msg: 'Reloaded' });
});

test('a configuration that is wrong is refused until it is right', async () => {
  const { lines, ends, reload } = startService();
  await reload({ JOBWRIGHT_HTTP_PORT: 'many' });
  expect(lines).toMatchObject([
    { level: 50, msg: expect.stringContaining('the previous configuration stays in use: ') },
  ]);
  await reload({ JOBWRIGHT_HTTP_PORT: '18081' });
  expect(ends).toEqual([true, false]);
});
