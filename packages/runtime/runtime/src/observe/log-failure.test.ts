import { ConnectorError, type Logger, RetryableError, withRequest } from '@jobwright/connector-sdk';
import { describe, expect, test } from 'vitest';
import type { JobOutcome } from '../job.ts';
import { logFailure } from './log-failure.ts';

function logOf(thrown: unknown, outcome: JobOutcome) {
  const lines: Record<string, unknown>[] = [];
  const write = (level: string) => (fields: object, message: string) =>
    void lines.push({ level, message, ...fields });
  const logger: Logger = {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
  };
  logFailure(logger, 'Connector failed', { thrown, outcome });
  return lines;
}
const fail = (retries: number): JobOutcome => ({
  ...{ kind: 'fail', errorMessage: '503: Busy', retries, variables: '{}' },
  retryBackoffMs: retries === 0 ? 0 : 2000,
});
const busy = () =>
  new RetryableError({
    code: '503',
    message: 'Busy',
    cause: new Error('socket', { cause: new Error('os') }),
  });

describe('a failed try', () => {
  test('that comes again is a warning with the retries that are left', () => {
    const thrown = withRequest(busy(), { method: 'GET', host: 'shop.example:8443' });
    expect(logOf(thrown, fail(2))).toEqual([
      {
        ...{
          level: 'warn',
          message: 'Connector failed',
          retriesLeft: 2,
          incident: false,
          retryAfterMs: 2000,
        },
        ...{ method: 'GET', host: 'shop.example:8443' },
        error: {
          ...{ name: 'RetryableError', code: '503', message: 'Busy' },
          cause: { name: 'Error', message: 'socket', cause: { name: 'Error', message: 'os' } },
        },
      },
    ]);
  });

  test('that became an incident is an error', () => {
    const thrown = new ConnectorError({ code: 'NO', message: 'No' });
    expect(logOf(thrown, fail(0))).toEqual([
      {
        ...{ level: 'error', message: 'Connector failed', retriesLeft: 0, incident: true },
        error: { name: 'ConnectorError', code: 'NO', message: 'No' },
      },
    ]);
  });

  test('has the request of one of its causes', () => {
    const cause = withRequest(busy(), { method: 'PUT', host: 'crm.example' });
    const [line] = logOf(new ConnectorError({ code: 'STORE', message: 'Down', cause }), fail(0));
    expect(line).toMatchObject({ method: 'PUT', host: 'crm.example' });
  });

  test('that nobody expected keeps its stack', () => {
    const thrown = new TypeError('undefined is not a function');
    const [line] = logOf(thrown, fail(1));
    expect(line?.['error']).toBe(thrown);
  });

  test('that the process handles is for information', () => {
    const bpmn: JobOutcome = { kind: 'throwError', errorCode: 'SOLD_OUT', errorMessage: '', variables: '{}' };
    expect(logOf(busy(), bpmn)).toMatchObject([{ level: 'info', bpmnError: 'SOLD_OUT' }]);
    expect(logOf(busy(), { kind: 'complete', variables: '{}' })).toMatchObject([
      { level: 'info', ignored: true },
    ]);
  });
});

test('a failure with a hostile cause is logged all the same', () => {
  const thrown = busy();
  Object.defineProperty(thrown, 'cause', {
    get: () => {
      throw new Error('no');
    },
  });
  expect(logOf(thrown, fail(1))).toMatchObject([{ error: { code: '503' } }]);
});
