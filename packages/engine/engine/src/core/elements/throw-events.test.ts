import { describe, expect, it } from 'vitest';

import {
  boundary,
  definitions,
  element,
  end,
  errorDefinition,
  escalation,
  escalationDefinition,
  event,
  eventSubProcess,
  extensions,
  flows,
  ioMapping,
  process,
  signal,
  signalDefinition,
  start,
  startOn,
  subProcess,
  task,
} from '../testing/bpmn.ts';
import { createTestEngine } from '../testing/test-engine.ts';

describe('signals', () => {
  const waiting = process(
    'waiting',
    start('ws'),
    event('intermediateCatchEvent', 'wait', signalDefinition('S')),
    task('woken'),
    flows('ws > wait > woken'),
  );
  const started = process(
    'started',
    startOn('ss', signalDefinition('S')),
    task('begun'),
    flows('ss > begun'),
  );

  it.each(['intermediateThrowEvent', 'endEvent'])(
    'thrown by a %s reach all that wait and start processes, with the mapped variables alone',
    async (tag) => {
      const engine = createTestEngine();
      const body = extensions(ioMapping([['=a + 1', 'b']])) + signalDefinition('S');
      await engine.deploy(
        definitions(
          signal('S', 's'),
          waiting,
          started,
          process('p', start(), event(tag, 'x', body), flows('start > x')),
        ),
      );
      const first = engine.start('waiting');
      const second = engine.start('waiting');
      const key = engine.start('p', { a: 1 });
      expect(engine.view(key)).toMatchObject({ state: 'COMPLETED', variables: { a: 1 } });
      for (const one of [first, second])
        expect(engine.view(one)).toMatchObject({ activeElements: ['woken'], variables: { b: 2 } });
      expect(engine.takeOne('begun').variables).toEqual({ b: 2 });
    },
  );

  it('are not buffered, and their name may be FEEL', async () => {
    const engine = createTestEngine();
    await engine.deploy(definitions(signal('S', '="s" + n'), waiting));
    engine.signal('s1');
    const key = engine.start('waiting', { n: '1' });
    expect(engine.view(key).activeElements).toEqual(['wait']);
    engine.signal('s2');
    expect(engine.view(key).activeElements).toEqual(['wait']);
    engine.signal('s1');
    expect(engine.view(key).activeElements).toEqual(['woken']);
  });

  it.each([
    [true, ['late']],
    [false, ['late', 't']],
  ])('at a boundary, interrupting: %s', async (interrupting, active) => {
    const engine = createTestEngine();
    await engine.deploy(
      definitions(
        signal('S', 's'),
        process(
          'p',
          start(),
          task('t'),
          boundary('b', 't', { body: signalDefinition('S'), interrupting }),
          task('late'),
          flows('start > t', 'b > late'),
        ),
      ),
    );
    const key = engine.start('p');
    engine.signal('s');
    expect([...engine.view(key).activeElements].sort()).toEqual(active);
  });
});

describe('escalations', () => {
  const model = (tag: string, options: { caught?: string; interrupting: boolean }): string =>
    definitions(
      escalation('X', 'X1'),
      escalation('Y', 'Y1'),
      process(
        'p',
        start(),
        subProcess(
          'sub',
          start('in'),
          event(tag, 'throw', escalationDefinition('X')),
          task('inner'),
          flows(tag === 'endEvent' ? 'in > throw' : 'in > throw > inner'),
        ),
        boundary('b', 'sub', {
          body: escalationDefinition(options.caught),
          interrupting: options.interrupting,
        }),
        task('late'),
        task('after'),
        flows('start > sub > after', 'b > late'),
      ),
    );

  it.each([
    ['intermediateThrowEvent', 'X', true, ['late']],
    ['intermediateThrowEvent', 'X', false, ['inner', 'late', 'sub']],
    ['intermediateThrowEvent', undefined, false, ['inner', 'late', 'sub']],
    ['intermediateThrowEvent', 'Y', true, ['inner', 'sub']],
    ['endEvent', 'X', true, ['late']],
    ['endEvent', 'X', false, ['after', 'late']],
    ['endEvent', 'Y', true, ['after']],
  ] as const)('thrown by a %s, caught by %s, interrupting %s', async (tag, caught, interrupting, active) => {
    const engine = createTestEngine();
    await engine.deploy(model(tag, { interrupting, ...(caught && { caught }) }));
    const key = engine.start('p');
    expect([...engine.view(key).activeElements].sort()).toEqual(active);
    expect(engine.core.incidents()).toEqual([]);
  });
});

describe('links', () => {
  const link = (name: string): string => `<bpmn:linkEventDefinition id="l_${name}" name="${name}" />`;

  it('lead to the catching link of their name', async () => {
    const engine = createTestEngine();
    await engine.deploy(
      definitions(
        process(
          'p',
          start(),
          event('intermediateThrowEvent', 'out', link('A')),
          event('intermediateCatchEvent', 'in', link('A').replace('l_A', 'l_A2')),
          task('t'),
          end(),
          flows('start > out', 'in > t > end'),
        ),
      ),
    );
    const key = engine.start('p');
    engine.finish('t');
    expect(engine.passed(key)).toEqual(['start', 'out', 'in', 't', 'end', 'p']);
  });

  it('without a target are refused', async () => {
    const engine = createTestEngine();
    const model = process(
      'p',
      start(),
      event('intermediateThrowEvent', 'out', link('A')),
      flows('start > out'),
    );
    expect(await engine.refusal(definitions(model))).toContain(
      "Can't find a catch link event for the throw link event with the name 'A'.",
    );
  });
});

describe('compensation', () => {
  const compensate = (ref?: string): string =>
    `<bpmn:compensateEventDefinition ${ref === undefined ? '' : `activityRef="${ref}"`} />`;
  const undoable = (id: string): string =>
    [
      task(id),
      boundary(`b_${id}`, id, { body: compensate() }),
      task(`undo_${id}`).replace(`id="undo_${id}"`, `id="undo_${id}" isForCompensation="true"`),
    ].join('');
  const associate = (...ids: readonly string[]): string =>
    ids.map((id) => `<bpmn:association id="as_${id}" sourceRef="b_${id}" targetRef="undo_${id}" />`).join('');

  it.each(['intermediateThrowEvent', 'endEvent'])(
    'of a %s starts the handlers of what has completed, each once, and waits for them',
    async (tag) => {
      const engine = createTestEngine();
      await engine.deploy(
        definitions(
          process(
            'p',
            start(),
            undoable('a'),
            undoable('b'),
            undoable('c'),
            event(tag, 'undo', compensate()),
            flows('start > a > b > undo'),
            associate('a', 'b', 'c'),
          ),
        ),
      );
      const key = engine.start('p');
      engine.finish('a');
      engine.finish('b');
      expect([...engine.view(key).activeElements].sort()).toEqual(['undo', 'undo_a', 'undo_b']);
      engine.finish('undo_a');
      expect(engine.view(key).state).toBe('ACTIVE');
      engine.finish('undo_b');
      expect(engine.view(key).state).toBe('COMPLETED');
      expect(engine.passed(key)).toEqual(['start', 'a', 'b', 'b_a', 'b_b', 'undo_a', 'undo_b', 'undo', 'p']);
      expect(engine.leftovers()).toBe(0);
    },
  );

  it('of one activity leaves the others, and none completes at once', async () => {
    const engine = createTestEngine();
    await engine.deploy(
      definitions(
        process(
          'p',
          start(),
          undoable('a'),
          undoable('b'),
          event('intermediateThrowEvent', 'undo', compensate('a')),
          event('intermediateThrowEvent', 'again', compensate('a')),
          task('after'),
          flows('start > a > b > undo > again > after'),
          associate('a', 'b'),
        ),
      ),
    );
    const key = engine.start('p');
    engine.finish('a');
    engine.finish('b');
    expect([...engine.view(key).activeElements].sort()).toEqual(['undo', 'undo_a']);
    engine.finish('undo_a');
    expect(engine.view(key).activeElements).toEqual(['after']);
  });

  it.each([undefined, 'a'])(
    'in an event sub-process also undoes what has completed around it: %s',
    async (activityId) => {
      const engine = createTestEngine();
      await engine.deploy(
        definitions(
          signal('S', 's'),
          process(
            'p',
            start(),
            undoable('a'),
            task('b'),
            eventSubProcess(
              'sub',
              startOn('on', signalDefinition('S')),
              undoable('c'),
              event('intermediateThrowEvent', 'undo', compensate(activityId)),
              end('out'),
              flows('on > c > undo > out'),
              associate('c'),
            ),
            flows('start > a > b'),
            associate('a'),
          ),
        ),
      );
      const key = engine.start('p');
      engine.finish('a');
      engine.signal('s');
      engine.finish('c');
      const undone = activityId === undefined ? ['undo_a', 'undo_c'] : ['undo_a'];
      expect([...engine.view(key).activeElements].sort()).toEqual(['sub', 'undo', ...undone]);
      for (const id of undone) engine.finish(id);
      expect(engine.view(key).state).toBe('COMPLETED');
      expect(engine.leftovers()).toBe(0);
    },
  );

  it('reaches into completed sub-processes', async () => {
    const engine = createTestEngine();
    await engine.deploy(
      definitions(
        process(
          'p',
          start(),
          subProcess('sub', start('in'), undoable('a'), end('out'), flows('in > a > out'), associate('a')),
          event('endEvent', 'undo', compensate()),
          flows('start > sub > undo'),
        ),
      ),
    );
    const key = engine.start('p');
    engine.finish('a');
    expect([...engine.view(key).activeElements].sort()).toEqual(['undo', 'undo_a']);
    engine.finish('undo_a');
    expect(engine.view(key).state).toBe('COMPLETED');
  });

  it('in an event sub-process undoes what has completed in it and around it', async () => {
    const engine = createTestEngine();
    await engine.deploy(
      definitions(
        process(
          'p',
          start(),
          undoable('a'),
          task('fails'),
          end(),
          flows('start > a > fails > end'),
          associate('a'),
          eventSubProcess(
            'rollback',
            startOn('failed', errorDefinition()),
            undoable('inner'),
            event('intermediateThrowEvent', 'undo', compensate()),
            end('undone'),
            flows('failed > inner > undo > undone'),
            associate('inner'),
          ),
        ),
      ),
    );
    const key = engine.start('p');
    engine.finish('a');
    engine.throwCode(engine.takeOne('fails').key, 'NO');
    engine.finish('inner');
    expect([...engine.view(key).activeElements].sort()).toEqual(['rollback', 'undo', 'undo_a', 'undo_inner']);
    engine.finish('undo_inner');
    expect(engine.view(key).activeElements).toContain('undo');
    engine.finish('undo_a');
    expect(engine.view(key).state).toBe('COMPLETED');
    expect(engine.leftovers()).toBe(0);
  });

  it.each([
    ['nothing', "There is no element with the id 'nothing' for its activityRef"],
    ['plain', 'must have either a compensation boundary event or be a subprocess'],
    ['inner', 'must be in the same scope as the compensation throw event'],
  ])('of %s is refused: %s', async (activityId, reason) => {
    const engine = createTestEngine();
    const model = process(
      'p',
      start(),
      task('plain'),
      subProcess('sub', start('in'), undoable('inner'), flows('in > inner'), associate('inner')),
      event('intermediateThrowEvent', 'undo', compensate(activityId)),
      flows('start > plain > sub > undo'),
    );
    expect(await engine.refusal(definitions(model))).toContain(reason);
    const whole = model.replace(`activityRef="${activityId}"`, 'activityRef="sub"');
    await engine.deploy(definitions(whole));
  });

  it('wants a handler', async () => {
    const engine = createTestEngine();
    const lonely = process(
      'p',
      start(),
      task('a'),
      boundary('b', 'a', { body: compensate() }),
      flows('start > a'),
    );
    expect(await engine.refusal(definitions(lonely))).toContain(
      'Must have an association to a compensation handler',
    );
    const plain = process(
      'p',
      start(),
      task('a'),
      boundary('b_a', 'a', { body: compensate() }),
      element('task', 'undo_a'),
      flows('start > a'),
      associate('a'),
    );
    expect(await engine.refusal(definitions(plain))).toContain('isForCompensation');
  });
});
