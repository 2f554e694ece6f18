import { type Logger, silentLogger } from '@jobwright/connector-sdk';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createConnectionState } from './connection-state.ts';

const LOST = 'The engine does not deliver jobs; retrying';
const BACK = 'The engine answers again';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function createState() {
  const lines: string[] = [];
  const log = (_fields: unknown, message: string) => void lines.push(message);
  const logger: Logger = { ...silentLogger, info: log, warn: log };
  return { connection: createConnectionState(['a', 'b'], logger), lines };
}

test('one line a change of state, however many job types fail', () => {
  const { connection, lines } = createState();
  expect(connection.isUp).toBe(true);
  connection.down('a', new Error('UNAVAILABLE'));
  expect(connection.isUp).toBe(true);
  connection.down('b', new Error('UNAVAILABLE'));
  connection.down('a', new Error('UNAVAILABLE'));
  expect(connection.isUp).toBe(false);
  connection.up('b', 1);
  expect(connection.isUp).toBe(true);
  connection.up('a', 3);
  connection.up('b', 0);
  expect(lines).toEqual([LOST, BACK]);
});

test('answers without jobs count when they last', () => {
  const { connection, lines } = createState();
  connection.down('a', new Error('UNAVAILABLE'));
  connection.up('a', 0);
  vi.advanceTimersByTime(2_000);
  connection.down('a', new Error('UNAVAILABLE'));
  connection.up('a', 0);
  vi.advanceTimersByTime(2_000);
  connection.up('a', 0);
  expect(lines).toEqual([LOST]);
  vi.advanceTimersByTime(1_000);
  connection.up('a', 0);
  expect(lines).toEqual([LOST, BACK]);
});
