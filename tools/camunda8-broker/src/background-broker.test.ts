import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findBackgroundBroker, parseBrokerState, stopBackgroundBroker } from './background-broker.ts';
import { isRunning } from '@jobwright/local-server';

const state = {
  pid: process.pid,
  grpcAddress: '127.0.0.1:1',
  restAddress: 'http://127.0.0.1:2',
  managementAddress: 'http://127.0.0.1:3',
  runDirectory: '/tmp/not-on-our-command-line',
};

let cache: string;
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'background-broker-'));
});
afterEach(() => {
  rmSync(cache, { recursive: true });
});

test('the state is read back', () => {
  expect(parseBrokerState(JSON.stringify(state))).toEqual(state);
});

test.each([
  '',
  'null',
  '[]',
  '{',
  JSON.stringify({ ...state, pid: -1 }),
  JSON.stringify({ ...state, runDirectory: '' }),
])('%j is no state', (text) => {
  expect(parseBrokerState(text)).toBeUndefined();
});

test('without a state there is no broker', async () => {
  expect(await findBackgroundBroker(cache)).toBeUndefined();
  expect(await stopBackgroundBroker(cache)).toBe(false);
});

test('a process number that now belongs to something else is left alone', async () => {
  writeFileSync(join(cache, 'camunda8-broker.json'), JSON.stringify(state));
  expect(await findBackgroundBroker(cache)).toBeUndefined();
  expect(await stopBackgroundBroker(cache)).toBe(false);
  expect(isRunning(process.pid)).toBe(true);
});

test('what a broker that ended by itself has left is deleted, but no other folder', async () => {
  const ours = join(cache, 'jobwright-broker-x');
  const other = join(cache, 'holiday-pictures');
  for (const runDirectory of [ours, other]) {
    mkdirSync(runDirectory);
    writeFileSync(
      join(cache, 'camunda8-broker.json'),
      JSON.stringify({ ...state, pid: 2147483646, runDirectory }),
    );
    expect(await stopBackgroundBroker(cache)).toBe(false);
  }
  expect([existsSync(ours), existsSync(other)]).toEqual([false, true]);
});
