import { expect, test } from 'vitest';
import { z } from 'zod';
import { isConnector, isForeignConnector } from './connector-marker.ts';
import { defineConnector } from './define-connector.ts';

const connector = defineConnector({
  type: 'acme:greet:1',
  name: 'Greet',
  input: z.object({}),
  output: z.object({}),
  run: () => Promise.resolve({}),
});
/** Every copy of the package has the same symbol. */
const marker = Symbol.for('jobwright.connector');

test('a connector is known by its marker, and told from one of another generation', () => {
  expect([isConnector(connector), isForeignConnector(connector)]).toEqual([true, false]);
  const ofAnotherCopy = { ...connector };
  expect([isConnector(ofAnotherCopy), isForeignConnector(ofAnotherCopy)]).toEqual([true, false]);
  const later = { ...connector, [marker]: 2 };
  expect([isConnector(later), isForeignConnector(later)]).toEqual([false, true]);
});

test.each([null, undefined, 'acme:greet:1', () => connector, { type: 'acme:greet:1' }, { [marker]: 1 }])(
  '%o is no connector',
  (value) => {
    expect([isConnector(value), isForeignConnector(value)]).toEqual([false, false]);
  },
);
