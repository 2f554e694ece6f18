import { expect, test } from 'vitest';
import { replaceSection } from './replace-section.ts';

test('only what is between the markers changes', () => {
  expect(replaceSection('a<!-- x -->old<!-- /x -->b', 'x', 'new')).toBe('a<!-- x -->\n\nnew\n\n<!-- /x -->b');
});

test('a page without the markers is refused', () => {
  expect(() => replaceSection('nothing', 'x', 'new')).toThrow('lacks the marker <!-- x -->');
  expect(() => replaceSection('<!-- x --> and no end', 'x', 'new')).toThrow('lacks the marker <!-- /x -->');
});
