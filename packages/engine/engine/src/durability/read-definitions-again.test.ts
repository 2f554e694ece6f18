import { expect, test } from 'vitest';

import { definitions, end, flows, process, start, task } from '../core/testing/bpmn.ts';
import { createTestEngine } from '../core/testing/test-engine.ts';
import { readDefinitionsAgain } from './read-definitions-again.ts';

const model = definitions(
  process('p', start(), task('a'), end(), flows('start > a > end')),
  process('q', start('s'), task('b'), end('e'), flows('s > b > e')),
);

test('processes have the form of this version again; one that is refused now keeps its own', async () => {
  const engine = createTestEngine();
  await engine.deploy(model);
  const snapshot = engine.core.snapshot();
  const old = snapshot.definitions.map((definition) => ({
    ...definition,
    graph: { ...definition.graph, nodes: [] },
  }));
  const read = await readDefinitionsAgain({ ...snapshot, definitions: old });
  expect(read).toEqual(snapshot);
  const resources = snapshot.resources.map((one) => ({ ...one, content: '<nothing/>' }));
  expect((await readDefinitionsAgain({ ...snapshot, resources, definitions: old })).definitions).toEqual(old);
});
