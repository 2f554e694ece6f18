import { expect, test } from 'vitest';
import { findDeadLinks } from './find-dead-links.ts';

const find = (text: string) => {
  const pages = new Map([
    ['docs/page.md', text],
    ['docs/other.md', '# Other\n\n## In `code` & more\n\n## Twice\n\n## Twice\n'],
    ['tools/x/README.md', '# X'],
  ]);
  const files = new Set([...pages.keys(), 'LICENSE', 'docs', 'tools/x']);
  return findDeadLinks({ pages, exists: (path) => files.has(path) });
};

test.each([
  '[a](other.md)',
  '[a](../LICENSE)',
  '[a](other.md#in-code--more)',
  '[a](other.md#twice-1)',
  '[a](../tools/x/#x)',
  '[a](#here)\n\n# Here',
  '[a](https://example.org/none)',
  '`[a](none.md)`',
  '```md\n[a](none.md)\n```',
])('%s leads somewhere', (text) => {
  expect(find(text)).toEqual([]);
});

test.each([
  ['[a](none.md)', 'none.md'],
  ['![a](../none.png)', '../none.png'],
  ['[a](other.md#none)', 'other.md#none'],
  ['[a](#none)', '#none'],
  ['[a](../tools/x#none)', '../tools/x#none'],
])('%s leads nowhere', (text, target) => {
  expect(find(`# Page\n\n${text}`)).toEqual([{ file: 'docs/page.md', line: 3, target }]);
});
