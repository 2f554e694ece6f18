import { expect, test } from 'vitest';
import { createTryReport } from '../embedded/try-report.ts';
import { createTerminalLogger } from './terminal-logger.ts';

test('log lines are short sentences; a failed job is left to the report of its tries', () => {
  const lines: string[] = [];
  const logger = createTerminalLogger('warn', (line) => lines.push(line));
  logger.info({}, 'Started');
  const failed = { jobKey: '7', elementId: 'call', error: new Error('no') };
  logger.warn({ ...failed, retriesLeft: 1, incident: false }, 'Connector failed');
  logger.error({ ...failed, retriesLeft: 0, incident: true }, 'Connector failed');
  logger.warn({ jobKey: '7', elementId: 'call', names: ['a.b', 'c'] }, 'These names do not exist');
  logger.warn({ scope: 'any' }, 'Less safe than it could be');
  logger.error({ error: new Error('two\nlines') }, 'Broken');
  createTerminalLogger('debug', (line) => lines.push(line)).debug({ a: 1 }, 'Polled');
  createTerminalLogger('silent', (line) => lines.push(line)).error({}, 'Nothing');
  expect(lines).toEqual([
    'warning: call: These names do not exist: a.b, c',
    'warning: Less safe than it could be',
    'error: Broken: two lines',
    'debug: Polled: {"a":1}',
  ]);
});

test('each failed try says why and when the next one is; the last one is an incident', () => {
  const lines: string[] = [];
  const report = createTryReport((line) => lines.push(line));
  const job = {
    ...{ key: '7', type: 'io.camunda:http-json:1', elementId: 'call', elementInstanceKey: '6' },
    ...{ processInstanceKey: '1', processDefinitionKey: '2', processDefinitionVersion: 1 },
    ...{ bpmnProcessId: 'order', tenantId: '<default>', variables: '{}', headers: {}, deadline: 0 },
  };
  const end = (retries: number, left: number, retryAfterMs = 0) =>
    report.activated({ ...job, retries }).ended?.({
      outcome: 'fail',
      retries: left,
      retryAfterMs,
      reason: 'REFUSED:\n the connection was refused',
    });
  end(3, 2, 1000);
  end(2, 1);
  end(1, 0);
  report.activated({ ...job, retries: 3 }).ended?.({ outcome: 'complete' });
  expect(lines).toEqual([
    'call: try 1 of 3 failed, again in 1 s: REFUSED: the connection was refused',
    'call: try 2 of 3 failed, again at once: REFUSED: the connection was refused',
  ]);
});
