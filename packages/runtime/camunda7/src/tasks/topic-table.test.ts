import { expect, test } from 'vitest';
import { createTopicTable } from './topic-table.ts';

test('a job type is its topic, unless the table has others', () => {
  const table = createTopicTable(['one', 'two'], { one: ['first', 'other', 'first'] });
  expect(table.topicsOf('one')).toEqual(['first', 'other']);
  expect(table.topicsOf('two')).toEqual(['two']);
  expect(['first', 'other', 'two', 'one'].map((topic) => table.jobTypeOf(topic))).toEqual([
    'one',
    'one',
    'two',
    undefined,
  ]);
});

test.each([
  [{ three: 'x' }, '`topics` names three, for which there is no connector: it has the job types one, two'],
  [{ one: 'two' }, 'The topic two belongs to both one and two: each task can go to one connector only'],
  [{ one: [] }, '`topics` has no topic for one'],
])('%o is refused', (topics, message) => {
  expect(() => createTopicTable(['one', 'two'], topics)).toThrow(message);
});
