import { describe, expect, it } from 'vitest';
import { createScope, holds } from './scope.ts';

const scope = createScope({ customer: { name: 'Ada' }, items: [{ sku: 'A1' }], none: [], no: false });

describe('a scope', () => {
  it('finds the innermost value of a name, and says where it stands', () => {
    const inner = scope.with('item', { sku: 'A1' }, scope.locate('items.0')).with('customer', 'Bob');
    expect([inner.find('item.sku'), inner.find('customer'), inner.find('customer.name')]).toEqual([
      'A1',
      'Bob',
      undefined,
    ]);
    expect(inner.locate('item.sku')).toBe('data.items[0].sku');
  });

  it.each([
    ['customer', true],
    ['!customer', false],
    ['none', false],
    ['no', false],
    ['!nobody', true],
    [undefined, true],
  ])('holds for %s: %s', (condition, expected) => {
    expect(holds(scope, condition)).toBe(expected);
  });
});
