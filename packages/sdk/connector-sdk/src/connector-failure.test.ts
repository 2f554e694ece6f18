import { describe, expect, it, vi } from 'vitest';
import {
  BpmnError,
  ConnectorError,
  InputError,
  isConnectorFailure,
  RetryableError,
} from './connector-failure.ts';

describe('failures', () => {
  it('are recognised across two copies of the package', async () => {
    vi.resetModules();
    const other = await import('./connector-failure.ts');
    const failure = new other.RetryableError({ code: 'BUSY', message: 'Busy', retryAfterMs: 5 });
    expect(failure instanceof RetryableError).toBe(false);
    expect(isConnectorFailure(failure)).toBe(true);
  });

  it('do not take in what only looks like one', () => {
    expect(isConnectorFailure(new Error('x'))).toBe(false);
    expect(isConnectorFailure({ kind: 'bpmn', code: 'X', message: 'y' })).toBe(false);
  });

  it('carry kind, code, message, variables and cause', () => {
    const cause = new Error('socket');
    const failure = new ConnectorError({ code: 'NOPE', message: 'No', variables: { a: 1 }, cause });
    expect(failure).toMatchObject({
      kind: 'connector',
      code: 'NOPE',
      message: 'No',
      variables: { a: 1 },
      cause,
    });
    expect(new BpmnError({ code: 'X', message: '' }).kind).toBe('bpmn');
  });

  it('list every wrong field in one message', () => {
    const failure = new InputError([
      { path: 'url', message: 'is missing' },
      { path: '', message: 'too large' },
    ]);
    expect(failure.message).toBe('url: is missing; too large');
    expect(failure.code).toBe('INPUT_INVALID');
  });
});
