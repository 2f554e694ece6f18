import {
  createRecursionSide,
  indexProcess,
  renderStep,
  runScript,
  writtenSteps,
  zeebeDialect,
  renderProcess,
} from '@jobwright/random-processes';
import { expect, test } from 'vitest';
import { knownDifferences, normalizeWithout } from './known-differences.ts';
import { parseCommand, UsageError } from './parse-command.ts';
import { renderFailure } from './render-failure.ts';
import { openOwnSide } from './own-side.ts';

test('the command names the seeds', () => {
  expect(parseCommand([]).seeds).toHaveLength(20);
  expect(parseCommand(['--full']).seeds).toHaveLength(500);
  expect(parseCommand(['--seeds', '3', '--from', '7']).seeds).toEqual([7, 8, 9]);
  expect(parseCommand(['--seed', '42'])).toEqual({ kind: 'compare', seeds: [42], decisionSeeds: [] });
  expect(parseCommand(['--decision', '7'])).toEqual({ kind: 'compare', seeds: [], decisionSeeds: [7] });
  expect(parseCommand(['--full']).decisionSeeds).toHaveLength(500);
  expect(parseCommand(['--help']).kind).toBe('help');
  expect(() => parseCommand(['--seeds', 'many'])).toThrow(UsageError);
  expect(() => parseCommand(['--sead', '1'])).toThrow(UsageError);
});

test.each(knownDifferences)(
  'our engine does in the example of "$name" what the recursion does',
  async ({ example }) => {
    const { process, steps } = example;
    const index = indexProcess(process);
    const own = openOwnSide(process, index);
    const outcome = await runScript({
      index,
      sides: [own.side, createRecursionSide({ process })],
      next: writtenSteps(steps),
      normalize: (observation) => ({ ...observation, active: [] }),
    });
    own.close();
    expect(outcome.difference).toBeUndefined();
    expect(outcome.steps).toEqual(steps.map(renderStep));
  },
);

test('what differs in the history alone is taken out, but for the difference that is looked at', () => {
  const [joins] = knownDifferences;
  const index = indexProcess(joins!.example.process);
  const observation = { hasEnded: false, waiting: [], active: ['b', 'gj'], completed: ['a'], cancelled: [] };
  expect(normalizeWithout(index)(observation).active).toEqual(['b']);
  expect(normalizeWithout(index, joins!.name)(observation).active).toEqual(['b', 'gj']);
});

test('a failure is reported with the process, the steps and the folder of the files', () => {
  const { process } = knownDifferences[0]!.example;
  expect(renderProcess(process, zeebeDialect)).toContain('joinedBranches');
  const text = renderFailure({
    seed: 3,
    model: 'process3\n  a task',
    outcome: {
      steps: ['complete a'],
      hasEnded: false,
      difference: { what: 'waiting', first: ['task b'], second: [] },
    },
    folder: '/tmp/x',
  });
  expect(text).toBe(
    [
      'Seed 3 differs after 1 steps: waiting',
      '  only ours:     task b',
      '  only Operaton: ',
      'The process:',
      '  process3',
      '    a task',
      'The steps:',
      '  1. complete a',
      'Both files: /tmp/x',
      '',
    ].join('\n'),
  );
});
