import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addNumbers, toNumberText } from './numbers.ts';
import { sumNumbers } from './sum-numbers.ts';

const decimal = fc
  .tuple(fc.integer({ min: -(10 ** 12), max: 10 ** 12 }), fc.integer({ min: 0, max: 9 }))
  .map(([units, scale]) => Number(`${units}e-${scale}`));
const number = fc.oneof(decimal, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));

test('sums as adding one to another does, digit for digit', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(decimal, number), { maxLength: 8 }), (numbers) => {
      const expected = numbers.reduce<Parameters<typeof toNumberText>[0]>((a, b) => addNumbers(a, b), 0);
      expect(toNumberText(sumNumbers(numbers))).toBe(toNumberText(expected));
    }),
    { numRuns: 5000 },
  );
});
