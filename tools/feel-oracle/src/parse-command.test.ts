import { expect, test } from 'vitest';
import { parseCommand, UsageError } from './parse-command.ts';

test('all engines and 5,000 random expressions are the default', () => {
  const command = parseCommand([]);
  expect(command).toMatchObject({ kind: 'compare', random: 5000, seed: 1, isRecording: false });
  expect(command.brokers.length).toBeGreaterThan(5);
});

test('a short run asks the oldest and the newest engine', () => {
  const { brokers, random } = parseCommand(['--short']);
  expect(random).toBe(500);
  expect(brokers).toEqual([parseCommand([]).brokers[0], parseCommand([]).brokers.at(-1)]);
});

test('one expression can be asked', () => {
  expect(parseCommand(['--ask', 'a + 1', '--context', '{"a": 1}', '--broker', '8.6.0'])).toMatchObject({
    kind: 'ask',
    expression: 'a + 1',
    context: { a: 1 },
    brokers: ['8.6.0'],
  });
});

test.each([
  [['--random', 'many'], '--random must be a whole number'],
  [['--broker', '7.0.0'], 'There is no engine of Camunda 7.0.0'],
  [['--context', '[1]'], '--context must be a JSON object'],
  [['--fast'], 'See --help'],
])('%j is refused', (args, message) => {
  expect(() => parseCommand(args)).toThrow(UsageError);
  expect(() => parseCommand(args)).toThrow(message);
});
