import { type Logger, silentLogger } from '@jobwright/connector-sdk';
import { expect, test } from 'vitest';
import { createConnectionState } from './connection-state.ts';

test('one line a change of state, however many job types fail', () => {
  const lines: string[] = [];
  const log = (_fields: unknown, message: string) => void lines.push(message);
  const logger: Logger = { ...silentLogger, info: log, warn: log };
  const connection = createConnectionState(['a', 'b'], logger);
  expect(connection.isUp).toBe(true);
  connection.down('a', new Error('UNAVAILABLE'));
  expect(connection.isUp).toBe(true);
  connection.down('b', new Error('UNAVAILABLE'));
  connection.down('a', new Error('UNAVAILABLE'));
  expect(connection.isUp).toBe(false);
  connection.up('b');
  expect(connection.isUp).toBe(true);
  connection.up('a');
  connection.up('b');
  expect(lines).toEqual(['The engine gives no jobs; trying again until it does', 'The engine answers again']);
});
