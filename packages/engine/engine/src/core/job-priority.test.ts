import { describe, expect, it } from 'vitest';

import { definitions, element, extensions, flows, process, start, task } from './testing/bpmn.ts';
import { withExtension } from './testing/listeners.ts';
import { createTestEngine, expectOk } from './testing/test-engine.ts';

const priority = (text: string): string => `<zeebe:jobPriorityDefinition priority="${text}" />`;
const work = (id: string, text?: string): string => {
  const part = task(id, { type: 'work' });
  return text === undefined ? part : withExtension(part, priority(text));
};
type Engine = ReturnType<typeof createTestEngine>;
const takenOrder = (engine: Engine): readonly string[] =>
  engine.take('work', 10).map(({ elementId }) => elementId);

describe('the priority of jobs', () => {
  it('decides which is activated first; of the same priority the oldest', async () => {
    const engine = createTestEngine();
    const parts = [
      work('plain'),
      work('low', '-5'),
      work('high', '=p'),
      work('zero', '0'),
      work('high2', '7'),
    ];
    const ids = ['plain', 'low', 'high', 'zero', 'high2'];
    await engine.deploy(
      definitions(process('p', start(), ...parts, flows(...ids.map((id) => `start > ${id}`)))),
    );
    engine.start('p', { p: 7 });
    // Flows are taken in reverse order of the file.
    expect(takenOrder(engine)).toEqual(['high2', 'high', 'zero', 'plain', 'low']);
  });

  it('is shown with the job, goes through a snapshot and holds when the job comes back', async () => {
    const engine = createTestEngine();
    const parts = [work('a'), work('b', '3'), flows('start > a', 'start > b')];
    await engine.deploy(definitions(process('p', start(), ...parts)));
    engine.start('p');
    const [first] = engine.take('work');
    expect(first).toMatchObject({ elementId: 'b', priority: 3 });
    engine.fail(first?.key ?? '', { retries: 1 });
    const again = createTestEngine({ snapshot: structuredClone(engine.core.snapshot()) });
    const [b, a] = again.take('work', 2);
    expect(b).toMatchObject({ elementId: 'b', priority: 3 });
    expect(a).not.toHaveProperty('priority');
  });

  it('of the process is that of all its jobs without one', async () => {
    const engine = createTestEngine();
    const adHoc = element('adHocSubProcess', 'ad', {
      body: extensions('<zeebe:taskDefinition type="work" />') + task('in'),
    });
    await engine.deploy(
      definitions(
        process(
          'p',
          extensions(priority('5')),
          start(),
          work('own', '9'),
          work('zero', '0'),
          work('inherits'),
          adHoc,
          flows('start > own', 'start > zero', 'start > inherits', 'start > ad'),
        ),
      ),
    );
    engine.start('p');
    expect(engine.take('work', 10).map((job) => [job.elementId, job.priority])).toEqual([
      ['own', 9],
      ['ad', 5],
      ['inherits', 5],
      ['zero', undefined],
    ]);
  });

  it('does not matter for jobs that are named, as pushed ones are', async () => {
    const engine = createTestEngine();
    const parts = [work('a'), work('b', '3'), flows('start > a', 'start > b')];
    await engine.deploy(definitions(process('p', start(), ...parts)));
    engine.start('p');
    const jobKeys = engine.core.jobs().map(({ key }) => key);
    const command = { type: 'work', worker: 'w', timeoutMs: 1_000, maxJobs: 5, fetchVariables: [], jobKeys };
    expect(expectOk(engine.core.activateJobs(command)).map(({ key }) => key)).toEqual(jobKeys);
  });

  it.each([
    ['a missing variable', {}, "but was 'NULL'"],
    ['a fraction', { p: 1.5 }, "but was '1.5'"],
    ['text', { p: 'x' }, "but was 'STRING'"],
    ['a number of more than 32 bits', { p: 2 ** 31 }, "but was '2147483648'"],
  ])('stops with an incident: %s', async (_name, variables, message) => {
    const engine = createTestEngine();
    await engine.deploy(definitions(process('p', start(), work('a', '=p'), flows('start > a'))));
    const key = engine.start('p', variables);
    const [incident] = engine.view(key).incidents;
    expect(incident).toMatchObject({ type: 'EXTRACT_VALUE_ERROR', elementId: 'a' });
    expect(incident?.message).toContain(message);
    expectOk(engine.core.setVariables({ elementInstanceKey: key, variables: { p: 1 }, local: false }));
    expectOk(engine.core.resolveIncident(incident?.key ?? ''));
    expect(engine.take('work')).toMatchObject([{ priority: 1 }]);
  });

  it('is refused when it is neither an integer nor FEEL', async () => {
    const engine = createTestEngine();
    const refusal = (text: string): Promise<string> =>
      engine.refusal(definitions(process('p', start(), work('a', text), flows('start > a'))));
    for (const text of ['high', '1.5', '2147483648', ''])
      expect(await refusal(text)).toContain(
        `Expected 'priority' to be a literal integer or a FEEL expression`,
      );
    expect(await refusal('=(')).toContain('failed to parse expression');
    const end = withExtension(element('endEvent', 'e'), priority('1'));
    expect(await engine.refusal(definitions(process('p', start(), end, flows('start > e'))))).toContain(
      "'zeebe:jobPriorityDefinition' on a bpmn:endEvent without a message",
    );
  });
});
