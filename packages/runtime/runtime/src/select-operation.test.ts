import { defineConnector, defineOperation, InputError } from '@jobwright/connector-sdk';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { selectOperation } from './select-operation.ts';

const operation = (when?: Record<string, string>) =>
  defineOperation({
    input: z.object({}),
    output: z.unknown(),
    run: () => Promise.resolve(null),
    ...(when === undefined ? {} : { when }),
  });
const byInput = defineConnector({
  type: 'mail',
  name: 'Email',
  operations: {
    send: operation({ protocol: 'smtp', 'data.action': 'send' }),
    list: operation({ protocol: 'imap' }),
  },
});
const byHeader = defineConnector({
  type: 'db',
  name: 'Data',
  operations: { get: operation(), update: operation() },
});
const only = defineConnector({ type: 'one', name: 'One', operations: { get: operation() } });

describe('selectOperation', () => {
  it('goes by the inputs, by the header, or takes the only one', () => {
    const send = selectOperation(byInput, undefined, { protocol: 'smtp', data: { action: 'send' } });
    expect(send).toBe(byInput.operations.get('send'));
    expect(selectOperation(byHeader, 'update', {})).toBe(byHeader.operations.get('update'));
    expect(selectOperation(only, undefined, {})).toBe(only.operations.get('get'));
  });

  it('takes the default where nothing names one', () => {
    const grown = defineConnector({
      type: 'db',
      name: 'Data',
      operations: { get: operation(), update: operation() },
      defaultOperation: 'update',
    });
    expect(selectOperation(grown, undefined, {})).toBe(grown.operations.get('update'));
    expect(selectOperation(grown, 'get', {})).toBe(grown.operations.get('get'));
    expect(() => selectOperation(grown, 'drop', {})).toThrow(/no operation "drop"/);
  });

  it.each([
    [
      'inputs that fit none',
      byInput,
      undefined,
      /protocol, data.action: These inputs select no operation.* send \(protocol = smtp, data.action = send\), list/,
    ],
    ['an unknown header', byHeader, 'drop', /no operation "drop"; Data offers get, update/],
    ['no header', byHeader, undefined, /header operation: It is missing; Data offers get, update/],
    ['a name that every object has', byHeader, 'constructor', /no operation "constructor"/],
  ])('refuses %s', (_, connector, header, message) => {
    expect(() => selectOperation(connector, header, { protocol: 'smtp', data: 7 })).toThrow(InputError);
    expect(() => selectOperation(connector, header, { protocol: 'smtp', data: 7 })).toThrow(message);
  });
});
