import { describe, expect, it } from 'vitest';

import { definitions, end, flows, process, repeated, start, task } from './testing/bpmn.ts';
import { createTestEngine, expectOk } from './testing/test-engine.ts';
import { countChildren } from './remove-child.ts';

const COUNT = 300;
const model = definitions(
  process(
    'p',
    start(),
    repeated(task('t'), { items: '=list', item: 'x', output: ['results', '=x'] }),
    end(),
    flows('start > t > end'),
  ),
);
const list = Array.from({ length: COUNT }, (_, index) => index);

async function openLoop() {
  const engine = createTestEngine();
  await engine.deploy(model);
  return { engine, key: engine.start('p', { list }), jobs: engine.take('t', COUNT) };
}

/** The scope of all that a multi-instance activity repeats. */
function findBody({ core }: ReturnType<typeof createTestEngine>) {
  const body = core.snapshot().elementInstances.find(({ loop }) => loop !== undefined);
  if (!body) throw new Error('There is no body');
  return body;
}

describe('the children of a scope', () => {
  it.each<[string, (one: number, other: number) => number]>([
    ['from the first to the last', (one, other) => one - other],
    ['from the last to the first', (one, other) => other - one],
    ['in another order', (one, other) => ((one * 7) % COUNT) - ((other * 7) % COUNT)],
  ])('are all gone when the last has completed, %s', async (_, compare) => {
    const { engine, key, jobs } = await openLoop();
    const order = list.toSorted(compare).map((index) => jobs[index]?.key ?? '');
    const rest = order.splice(-3);
    for (const [done, jobKey] of order.entries()) {
      expectOk(engine.core.completeJob({ jobKey }));
      const body = findBody(engine);
      expect(countChildren(body)).toBe(COUNT - done - 1);
      expect(body.childKeys.length).toBeLessThan(2 * countChildren(body) + 1);
    }
    const restored = createTestEngine({ snapshot: engine.core.snapshot() });
    for (const jobKey of rest) expectOk(restored.core.completeJob({ jobKey }));
    expect(restored.view(key)).toMatchObject({ state: 'COMPLETED', variables: { results: list } });
    expect(restored.leftovers()).toBe(0);
  });

  it('end with their scope when some of them have gone', async () => {
    const { engine, key, jobs } = await openLoop();
    for (const job of jobs.slice(0, COUNT / 4)) expectOk(engine.core.completeJob({ jobKey: job.key }));
    expect(findBody(engine).childKeys).toHaveLength(COUNT);
    expectOk(engine.core.cancelInstance(key));
    expect(engine.passed(key, 'TERMINATED').filter((id) => id === 't')).toHaveLength(1 + (COUNT * 3) / 4);
    expect(engine.leftovers()).toBe(0);
  });
});
