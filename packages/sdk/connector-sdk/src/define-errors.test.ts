import { describe, expect, expectTypeOf, it } from 'vitest';
import { BpmnError, ConnectorError, RetryableError } from './connector-failure.ts';
import { defineErrors, type ErrorCodeOf, type ErrorTable } from './define-errors.ts';

const errors = defineErrors({
  CHAT_BUSY: { retry: true, when: 'too many messages', advice: 'Tried again by itself.' },
  CHAT_REFUSED: { retry: false, advice: 'Correct the text.' },
  CHAT_CLOSED: { retry: false, bpmn: true, advice: 'Catch it with a boundary event.' },
  CHAT_NOT_STORED: { retry: 'unless it was refused for good', advice: 'Look at the store.' },
  404: { retry: false, advice: 'Correct the name of the channel.' },
  CHAT_LIMITED: { retry: true, keepsRetries: true, advice: 'Waits by itself.' },
  '5xx': { retry: true, advice: 'Tried again by itself.' },
});

describe('the failures of a table', () => {
  it('are what their rules say, with all facts', () => {
    const cause = new Error('socket');
    const busy = errors.CHAT_BUSY({ message: 'Busy', retryAfterMs: 5, retriesLeft: 2, detail: '…', cause });
    expect(busy).toBeInstanceOf(RetryableError);
    expect(busy).toMatchObject({
      code: 'CHAT_BUSY',
      message: 'Busy',
      retryAfterMs: 5,
      retriesLeft: 2,
      detail: '…',
      cause,
    });
    const refused = errors.CHAT_REFUSED({ message: 'No', variables: { at: 3 } });
    expect(refused).toBeInstanceOf(ConnectorError);
    expect(refused).toMatchObject({ code: 'CHAT_REFUSED', variables: { at: 3 } });
    expect(busy.keepsRetries).toBe(false);
    expect(errors.CHAT_LIMITED({ message: 'Slow down' }).keepsRetries).toBe(true);
    expect(errors.CHAT_CLOSED({ message: 'Closed' })).toBeInstanceOf(BpmnError);
    expect(errors[404]({ message: 'Gone' }).code).toBe('404');
  });

  it('are tried again or not as the caller decides, where the table leaves it open', () => {
    expect(errors.CHAT_NOT_STORED({ message: 'Full', retry: true })).toBeInstanceOf(RetryableError);
    expect(errors.CHAT_NOT_STORED({ message: 'Refused', retry: false })).toBeInstanceOf(ConnectorError);
  });
});

it('a table is frozen, plain data', () => {
  expect(errors.table.CHAT_BUSY.when).toBe('too many messages');
  expect(Object.keys(errors.table)).toContain('5xx');
  expect(Object.keys(errors)).not.toContain('5xx');
  expect(Object.isFrozen(errors.table) && Object.isFrozen(errors.table.CHAT_BUSY)).toBe(true);
  expect(JSON.parse(JSON.stringify(errors.table))).toEqual(errors.table);
});

it.each<[string, ErrorTable, string]>([
  ['lower case', { busy: { retry: true, advice: 'Wait.' } }, 'busy must be written like CHAT_BUSY'],
  ['a status that is not a failure', { 204: { retry: true, advice: 'Wait.' } }, '204 must be written'],
  ['no advice', { BUSY: { retry: true, advice: ' ' } }, 'BUSY has no advice'],
  ['a blank when', { BUSY: { retry: true, when: '', advice: 'Wait.' } }, 'BUSY has a blank "when"'],
  ['a blank retry', { BUSY: { retry: '', advice: 'Wait.' } }, 'BUSY has a blank "retry"'],
  ['a BPMN error that is tried again', { BUSY: { retry: true, bpmn: true, advice: 'Wait.' } }, 'never tried'],
  [
    'a retry that is kept where none is made',
    { BUSY: { retry: false, keepsRetries: true, advice: 'Wait.' } },
    'BUSY keeps retries, but is not always tried again',
  ],
  ['the code of InputError', { INPUT_INVALID: { retry: false, advice: 'Correct it.' } }, 'InputError'],
])('%s is refused when the table is made', (_name, table, problem) => {
  expect(() => defineErrors(table)).toThrow(problem);
});

it('types follow from the table', () => {
  type Code = ErrorCodeOf<typeof errors>;
  expectTypeOf<Code>().toEqualTypeOf<
    'CHAT_BUSY' | 'CHAT_REFUSED' | 'CHAT_CLOSED' | 'CHAT_NOT_STORED' | 'CHAT_LIMITED' | '404' | '5xx'
  >();
  expectTypeOf(errors.CHAT_BUSY).returns.toEqualTypeOf<RetryableError>();
  expectTypeOf(errors.CHAT_REFUSED).returns.toEqualTypeOf<ConnectorError>();
  expectTypeOf(errors.CHAT_REFUSED).parameter(0).not.toHaveProperty('retryAfterMs');
  expectTypeOf(errors.CHAT_CLOSED).returns.toEqualTypeOf<BpmnError>();
  expectTypeOf(errors.CHAT_NOT_STORED).returns.toEqualTypeOf<ConnectorError | RetryableError>();
  expectTypeOf(errors.CHAT_NOT_STORED).parameter(0).toHaveProperty('retry').toEqualTypeOf<boolean>();
  expectTypeOf(errors).not.toHaveProperty('5xx');
  const either: 'CHAT_BUSY' | 'CHAT_REFUSED' = 'CHAT_BUSY';
  expectTypeOf(errors[either]).returns.toExtend<ConnectorError | RetryableError>();
});
