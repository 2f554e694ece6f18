import { expect, test } from 'vitest';
import { runRounds } from './run-rounds.ts';

const rounds = {
  cases: ['drain', 'live'],
  contestants: ['a', 'b'],
  rounds: 2,
  metrics: [
    { name: 'ms', title: 'CPU ms' },
    { name: 'other', title: 'other' },
  ],
} as const;

test('each round of a case begins with another contestant, and each row is a line', async () => {
  const lines: string[] = [];
  const { signal } = new AbortController();
  const rows = await runRounds(
    { ...rounds, signal, log: (line) => lines.push(line) },
    async (name, contestant) => [{ case: name, contestant, values: { ms: 2 } }],
  );
  expect(rows.map((row) => `${row.case} ${row.contestant}`)).toEqual([
    ...['drain a', 'drain b', 'drain b', 'drain a'],
    ...['live a', 'live b', 'live b', 'live a'],
  ]);
  expect(lines).toHaveLength(8);
  expect(lines[2]).toMatch(/^round 2\/2 {3}drain {3}b {3}CPU ms 2(?:\.0+)?$/);
});

test('an end between two contestants ends the rounds', async () => {
  const controller = new AbortController();
  const ran: string[] = [];
  const running = runRounds(
    { ...rounds, signal: controller.signal, log: () => undefined },
    async (_, contestant) => {
      ran.push(contestant);
      controller.abort(new Error('Ctrl+C'));
      return [];
    },
  );
  await expect(running).rejects.toThrow('Ctrl+C');
  expect(ran).toEqual(['a']);
});
