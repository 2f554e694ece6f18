import { expect, test } from 'vitest';
import {
  caseOfSeed,
  compareObservations,
  createRecursionSide,
  describeProcess,
  finishProcess,
  indexProcess,
  operatonDialect,
  renderProcess,
  renderWaiting,
  type Scope,
  type Side,
  type Step,
  zeebeDialect,
} from './index.ts';

const seeds = Array.from({ length: 50 }, (_, index) => index + 1);
const processOf = (seed: number): Scope => finishProcess(caseOfSeed(seed).raw, `process${seed}`);

test('a seed makes the same process each time, and others make others', () => {
  expect(describeProcess(processOf(5))).toBe(describeProcess(processOf(5)));
  expect(
    new Set(seeds.map((seed) => describeProcess(processOf(seed)).replace(/process\d+/, ''))).size,
  ).toBeGreaterThan(45);
});

test('everything that there is occurs', () => {
  const all = seeds.map((seed) => describeProcess(processOf(seed))).join('\n');
  for (const what of [
    ...['exclusive', 'parallel', 'inclusive', 'event-based', 'repeat', 'sequential', 'until', 'undoable'],
    ...['sub-process', 'call', 'event sub-process', 'not interrupting', 'at its border'],
    ...[
      'end error',
      'end terminate',
      'throw signal',
      'throw escalation',
      'throw compensation',
      'catch timer',
    ],
  ])
    expect(all).toContain(what);
});

test('ids are used once, and flows lead to elements that exist', () => {
  for (const seed of seeds)
    for (const dialect of [zeebeDialect, operatonDialect]) {
      const xml = renderProcess(processOf(seed), dialect);
      const ids = [...xml.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const [, id] of xml.matchAll(/(?:sourceRef|targetRef|attachedToRef|Ref)="([^"]*)"/g))
        expect(ids).toContain(id);
    }
});

const task = (id: string) => ({ kind: 'task' as const, id, boundaries: [], isUndoable: false });
const end = { id: 'e' };
const written = (elements: Scope['body']['elements'], events: Scope['events'] = []): Scope => ({
  kind: 'scope',
  id: 'root',
  isCalled: true,
  boundaries: [],
  body: { elements, end },
  events,
});

async function drive(side: Side, steps: readonly Step[]): Promise<string[]> {
  await side.start();
  const seen = [await side.observe()];
  for (const step of steps) {
    await side.apply(step);
    seen.push(await side.observe());
  }
  return seen.map(({ waiting, hasEnded }) => (hasEnded ? 'ended' : waiting.map(renderWaiting).join(', ')));
}
const complete = (id: string, path = ''): Step => ({ kind: 'complete', id, path });

test('the recursion joins, repeats and interrupts', async () => {
  const process = written(
    [
      {
        kind: 'fork',
        id: 'g',
        gateway: 'parallel',
        branches: [
          { elements: [task('a')] },
          { elements: [{ ...task('b'), loop: { isSequential: true, count: 2 } }] },
        ],
        taken: [0, 1],
      },
      task('c'),
    ],
    [
      {
        kind: 'eventSubProcess',
        id: 'v',
        catches: { kind: 'message' },
        interrupting: true,
        body: { elements: [task('d')], end: { id: 'f' } },
      },
    ],
  );
  expect(
    await drive(createRecursionSide({ process }), [complete('b', '1'), complete('a'), complete('b', '2')]),
  ).toEqual([
    'message v, task a, task b 1',
    'message v, task a, task b 2',
    'message v, task b 2',
    'message v, task c',
  ]);
  const side = createRecursionSide({ process });
  expect(await drive(side, [{ kind: 'message', id: 'v', path: '' }, complete('d')])).toEqual([
    'message v, task a, task b 1',
    'task d',
    'ended',
  ]);
  expect(await side.observe()).toMatchObject({
    cancelled: ['a', 'b', 'b#body'],
    completed: ['d', 'f', 'g', 'roots', 'v', 'vs'],
  });
});

test('a comparison names what differs', () => {
  const index = indexProcess(written([task('a'), task('b')]));
  const one = {
    hasEnded: false,
    waiting: [],
    active: [],
    completed: ['a'],
    cancelled: [],
    entered: ['a', 'b'],
  };
  expect(compareObservations(index, { first: one, second: one })).toBeUndefined();
  expect(compareObservations(index, { first: one, second: { ...one, completed: ['a', 'a'] } })).toEqual({
    what: 'completed',
    first: [],
    second: ['a'],
  });
  expect(compareObservations(index, { first: one, second: { ...one, entered: ['b', 'a'] } })).toMatchObject({
    what: 'order in root',
  });
});
