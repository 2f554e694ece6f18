import { expect, test } from 'vitest';
import { suggestFeel } from './suggest-feel.ts';

test.each([
  ["${status == 'new' && amount gt 5}", '=status = "new" and amount > 5'],
  ['#{ approved }', '=approved'],
  ['${list.size()}', undefined],
  ['amount', undefined],
])('%s', (text, feel) => {
  expect(suggestFeel(text)).toBe(feel);
});

test('a long text is left to a person: its blanks would take minutes', () => {
  expect(suggestFeel(`\${amount${' '.repeat(300_000)}gt 5}`)).toBeUndefined();
});
