import { describe, expect, it } from 'vitest';

import type { Key } from '../commands.ts';
import {
  definitions,
  event,
  eventSubProcess,
  flows,
  message,
  messageDefinition,
  process,
  repeated,
  start,
  startOn,
  subProcess,
  task,
} from '../testing/bpmn.ts';
import { createTestEngine } from '../testing/test-engine.ts';
import type { AncestorScope, ModifyInstanceCommand } from './modify-types.ts';

const model = definitions(
  message('m', 'late', '=id'),
  process(
    'p',
    start(),
    event('parallelGateway', 'fork'),
    task('a'),
    subProcess(
      'outer',
      start('os'),
      task('x'),
      subProcess('inner', start('is'), task('y'), flows('is > y')),
      flows('os > x > inner'),
      eventSubProcess('late', startOn('ls', messageDefinition('m'), false), task('z'), flows('ls > z')),
    ),
    repeated(task('many'), { items: '=items', item: 'item' }),
    event('inclusiveGateway', 'join'),
    task('end'),
    flows('start > fork > a > outer > join > end', 'fork > many > join'),
  ),
);
const IDS = ['a', 'outer', 'x', 'inner', 'y', 'late', 'z', 'many', 'join', 'end', 'fork', 'none'];
const SCOPES: readonly (AncestorScope | undefined)[] = [
  undefined,
  { kind: 'inferred' },
  { kind: 'sourceParent' },
];

/** The same numbers for the same seed. */
function createRandom(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761 + 1;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type Engine = ReturnType<typeof createTestEngine>;

function checkState(engine: Engine): void {
  const { elementInstances } = engine.core.snapshot();
  const byKey = new Map(elementInstances.map((instance) => [instance.key, instance]));
  for (const { key, scopeKey, childKeys, elementId, waitingFlowIds } of elementInstances) {
    if (scopeKey !== null) expect(byKey.get(scopeKey)?.childKeys, elementId).toContain(key);
    for (const child of childKeys) expect(byKey.get(child)?.scopeKey, elementId).toBe(key);
    const isScope = ['p', 'outer', 'inner', 'late'].includes(elementId);
    if (isScope) expect(childKeys.length + waitingFlowIds.length, elementId).toBeGreaterThan(0);
  }
}

function chooseCommand(
  engine: Engine,
  processInstanceKey: Key,
  random: (below: number) => number,
): ModifyInstanceCommand {
  const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
  const active = (engine.core.history(processInstanceKey)?.elements ?? [])
    .filter(({ state }) => state === 'ACTIVE')
    .map(({ elementInstanceKey }) => elementInstanceKey);
  const ancestor = random(3) === 0 ? { ancestorElementInstanceKey: pick(active) } : {};
  const scope = pick(SCOPES);
  const move = {
    sourceElementId: pick(IDS),
    targetElementId: pick(IDS),
    ...(scope && { ancestorScope: scope }),
  };
  return {
    processInstanceKey,
    activateInstructions: random(2) === 0 ? [{ elementId: pick(IDS), ...ancestor }] : [],
    moveInstructions: random(2) === 0 ? [move] : [],
    terminateInstructions: random(3) === 0 ? [{ elementInstanceKey: pick(active) }] : [],
  };
}

describe('modifications in any order', () => {
  const seeds = Array.from({ length: 25 }, (_, seed) => seed);
  it.each(seeds)('keep the tree of instances whole, and refused ones change nothing (%i)', async (seed) => {
    const random = createRandom(seed);
    const engine = createTestEngine();
    await engine.deploy(model);
    const key = engine.start('p', { id: `k${seed}`, items: [1, 2, 3] });
    let accepted = 0;
    for (let step = 0; step < 12 && engine.view(key).state === 'ACTIVE'; step += 1) {
      const before = JSON.stringify(engine.core.snapshot());
      const result = engine.core.modifyInstance(chooseCommand(engine, key, random));
      if (result.ok) accepted += 1;
      else expect(JSON.stringify(engine.core.snapshot())).toBe(before);
      checkState(engine);
      const [job] = engine.core.jobs();
      if (job && random(2) === 0) engine.core.completeJob({ jobKey: job.key, variables: {} });
      checkState(engine);
    }
    for (let step = 0; step < 500 && engine.core.jobs().length > 0; step += 1)
      engine.core.completeJob({ jobKey: engine.core.jobs()[0]?.key ?? '', variables: {} });
    expect(accepted).toBeGreaterThan(0);
    expect(engine.view(key).state).not.toBe('ACTIVE');
    expect(engine.leftovers()).toBe(0);
  });
});
