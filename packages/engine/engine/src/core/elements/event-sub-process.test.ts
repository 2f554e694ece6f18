import { describe, expect, it } from 'vitest';

import {
  boundary,
  definitions,
  element,
  end,
  error,
  errorDefinition,
  escalation,
  escalationDefinition,
  event,
  eventSubProcess,
  extensions,
  flows,
  ioMapping,
  message,
  messageDefinition,
  process,
  signal,
  signalDefinition,
  start,
  startOn,
  subProcess,
  task,
  timerDefinition,
} from '../testing/bpmn.ts';
import { createTestEngine, expectOk } from '../testing/test-engine.ts';

type Engine = ReturnType<typeof createTestEngine>;
const roots = [message('M', 'm', '=k'), signal('S', 's'), error('E', 'E1'), escalation('X', 'X1')] as const;
const model = (trigger: string, interrupting: boolean): string =>
  definitions(
    ...roots,
    process(
      'p',
      start(),
      task('t'),
      event('intermediateThrowEvent', 'escalate', escalationDefinition('X')),
      task('u'),
      end(),
      eventSubProcess('sub', startOn('on', trigger, interrupting), task('handle'), flows('on > handle')),
      flows('start > t > escalate > u > end'),
    ),
  );

const triggers: readonly (readonly [string, string, (engine: Engine) => void])[] = [
  [
    'a message',
    messageDefinition('M'),
    (engine) => expectOk(engine.publish('m', 'k1', { variables: { v: 1 } })),
  ],
  ['a signal', signalDefinition('S'), (engine) => engine.signal('s', { v: 1 })],
  ['a timer', timerDefinition('timeDuration', 'PT1M'), (engine) => engine.clock.advance(60_000)],
  ['an escalation', escalationDefinition('X'), (engine) => engine.finish('t')],
];

describe('an event sub-process', () => {
  it.each(triggers)('that interrupts ends everything else: %s', async (_name, trigger, happen) => {
    const engine = createTestEngine();
    await engine.deploy(model(trigger, true));
    const key = engine.start('p', { k: 'k1' });
    happen(engine);
    expect(engine.view(key).activeElements).toEqual(['sub', 'handle']);
    engine.finish('handle');
    expect(engine.view(key).state).toBe('COMPLETED');
    expect(engine.leftovers()).toBe(0);
  });

  it.each(triggers)('that does not interrupt runs beside: %s', async (_name, trigger, happen) => {
    const engine = createTestEngine();
    await engine.deploy(model(trigger, false));
    const key = engine.start('p', { k: 'k1' });
    happen(engine);
    const active = [...engine.view(key).activeElements].sort();
    expect(active).toEqual(['handle', 'sub', trigger.includes('escalation') ? 'u' : 't'].sort());
    engine.finish('handle');
    expect(engine.view(key).state).toBe('ACTIVE');
    if (!trigger.includes('escalation')) engine.finish('t');
    if (!trigger.includes('escalation')) return;
    engine.finish('u');
    expect(engine.view(key).state).toBe('COMPLETED');
    expect(engine.leftovers()).toBe(0);
  });

  it('gives its variables to the process', async () => {
    const engine = createTestEngine();
    await engine.deploy(model(messageDefinition('M'), true));
    const key = engine.start('p', { k: 'k1' });
    expectOk(engine.publish('m', 'k1', { variables: { v: 1 } }));
    expect(engine.view(key).variables).toEqual({ k: 'k1', v: 1 });
  });

  it('happens again as long as its scope runs, when it does not interrupt', async () => {
    const engine = createTestEngine();
    await engine.deploy(model(timerDefinition('timeCycle', 'R2/PT10S'), false));
    engine.start('p', { k: 'k1' });
    engine.clock.advance(60_000);
    expect(engine.take('handle', 10)).toHaveLength(2);
    await engine.deploy(model(signalDefinition('S'), false));
    engine.start('p', { k: 'k1' });
    engine.signal('s');
    engine.signal('s');
    expect(engine.take('handle', 10)).toHaveLength(2);
  });

  it('catches an error before the boundary event around it, and its variables reach the process', async () => {
    const engine = createTestEngine();
    await engine.deploy(
      definitions(
        ...roots,
        process(
          'p',
          start(),
          subProcess(
            'outer',
            start('in'),
            task('t'),
            eventSubProcess('sub', startOn('on', errorDefinition('E')), task('handle'), flows('on > handle')),
            flows('in > t'),
          ),
          boundary('b', 'outer', { body: errorDefinition('E') }),
          task('late'),
          task('after'),
          flows('start > outer > after', 'b > late'),
        ),
      ),
    );
    const key = engine.start('p');
    engine.throwCode(engine.takeOne('t').key, 'E1', { why: 'x' });
    expect(engine.view(key)).toMatchObject({
      activeElements: ['outer', 'sub', 'handle'],
      variables: { why: 'x' },
    });
    engine.throwCode(engine.takeOne('handle').key, 'E1');
    expect(engine.view(key).activeElements).toEqual(['late']);
  });

  it('may wait by variables that the start event has received or made', async () => {
    const engine = createTestEngine();
    await engine.deploy(
      definitions(
        message('M', 'm', '=k'),
        '<bpmn:message id="go" name="m" />',
        process(
          'p',
          element('startEvent', 'received', {
            body: `${extensions(ioMapping([], [['=key', 'k']]))}${messageDefinition('go')}`,
          }),
          task('t'),
          end(),
          flows('received > t > end'),
          eventSubProcess(
            'sub',
            startOn('on', messageDefinition('M'), false),
            task('handle'),
            flows('on > handle'),
          ),
        ),
      ),
    );
    expectOk(engine.publish('m', 'x', { variables: { key: 'k1' } }));
    expect(engine.core.incidents()).toEqual([]);
    expectOk(engine.publish('m', 'k1'));
    expect(engine.take('handle')).toHaveLength(1);
  });

  it('whose message has no key stops the start event with an incident', async () => {
    const engine = createTestEngine();
    await engine.deploy(model(messageDefinition('M'), false));
    const key = engine.start('p');
    const [incident] = engine.view(key).incidents;
    expect(incident).toMatchObject({ type: 'EXTRACT_VALUE_ERROR', elementId: 'start' });
    expectOk(engine.core.setVariables({ elementInstanceKey: key, variables: { k: 'k1' }, local: false }));
    expectOk(engine.core.resolveIncident(incident?.key ?? ''));
    expect(engine.take('t')).toHaveLength(1);
    expectOk(engine.publish('m', 'k1'));
    expect(engine.take('handle')).toHaveLength(1);
  });

  it('wants exactly one start event with a trigger, and no flows', async () => {
    const engine = createTestEngine();
    const none = process('p', start(), eventSubProcess('sub', start('in')));
    expect(await engine.refusal(definitions(none))).toContain(
      'Start events in event subprocesses must be one of',
    );
    const connected = process(
      'p',
      start(),
      eventSubProcess('sub', startOn('in', errorDefinition())),
      flows('start > sub'),
    );
    expect(await engine.refusal(definitions(connected))).toContain(
      'Must not have incoming or outgoing sequence flows',
    );
  });
});
