import { expect, test } from 'vitest';
import { renderDecisions } from './render-decisions.ts';

test('lists decisions by their titles, and says which are superseded', () => {
  const files = [
    { name: '0001-loop.md', text: '# 0001 A loop\n\nStatus: superseded by [0002](0002-streams.md)\n' },
    { name: '0002-streams.md', text: '# 0002 Streams\n\nStatus: accepted\n' },
  ];
  expect(renderDecisions(files)).toBe(
    '- [0001 A loop](0001-loop.md) (superseded)\n- [0002 Streams](0002-streams.md)',
  );
});

test.each([
  ['no title', 'Streams\n'],
  ['the number of another', '# 0003 Streams\n\nStatus: accepted\n'],
  ['no status', '# 0002 Streams\n\nText\n'],
])('a decision with %s is refused by its file', (_case, text) => {
  expect(() => renderDecisions([{ name: '0002-streams.md', text }])).toThrow(
    'docs/decisions/0002-streams.md has to begin with "# 0002 Title"',
  );
});
