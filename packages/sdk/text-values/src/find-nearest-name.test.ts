import { expect, test } from 'vitest';
import { findNearestName } from './find-nearest-name.ts';

const columns = ['quantity', 'price', 'description', 'unit'];

test.each([
  ['Pirce', 'price'],
  ['qty', 'quantity'],
  ['desc', 'description'],
  ['units', 'unit'],
  ['scription', 'description'],
  ['colour', undefined],
  ['', undefined],
])('%j means %s', (name, meant) => expect(findNearestName(name, columns)).toBe(meant));

test('a part of several names means the nearest of them, or none', () => {
  expect(findNearestName('date', ['endDate', 'startDate'])).toBeUndefined();
  expect(findNearestName('date', ['endDate', 'dates', 'startDate'])).toBe('dates');
});

test('of long names few letters may differ', () => {
  const known = ['JOBWRIGHT_CLUSTER_TRANSPORT'];
  expect(findNearestName('JOBWRIGHT_CLUSTER_TRNASPROT', known)).toBe(known[0]);
  expect(findNearestName('JOBWRIGHT_CONSOLE_TRANSFER', known)).toBeUndefined();
});

test('a bound is the only measure', () => {
  const types = ['shop:charge-card:1', 'shop:charge:1'];
  expect(findNearestName('shop:chrage:1', types, { maxDistance: 3 })).toBe('shop:charge:1');
  expect(findNearestName('charge-card', types, { maxDistance: 3 })).toBeUndefined();
  expect(findNearestName('log', ['logger'], { maxDistance: 2 })).toBeUndefined();
});

test('where nothing is known, nothing was meant', () => expect(findNearestName('price', [])).toBeUndefined());
