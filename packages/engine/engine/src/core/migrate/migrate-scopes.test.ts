import { beforeEach, describe, expect, it } from 'vitest';

import {
  boundary,
  element,
  event,
  extensions,
  flows,
  process,
  repeated,
  start,
  subProcess,
  task,
} from '../testing/bpmn.ts';
import { createMigrations } from '../testing/migrations.ts';
import { createTestEngine } from '../testing/test-engine.ts';

let engine: ReturnType<typeof createTestEngine>;
let { deploy, migrate, refusal } = createMigrations(createTestEngine());
beforeEach(() => {
  engine = createTestEngine();
  ({ deploy, migrate, refusal } = createMigrations(engine));
});

const simple = (id: string, ...names: readonly string[]): string =>
  process(id, start(), ...names.map((name) => task(name)), flows(['start', ...names].join(' > ')));

describe('scopes', () => {
  it('migrates sub-processes and multi-instance activities with what is in them', async () => {
    const model = (id: string, suffix: string, sequential = false): string =>
      process(
        id,
        start(),
        repeated(
          subProcess(
            `sub${suffix}`,
            start(`ss${suffix}`),
            task(`x${suffix}`),
            flows(`ss${suffix} > x${suffix}`),
          ),
          {
            items: '=items',
            item: 'item',
            output: ['results', '=item'],
            sequential,
          },
        ),
        task(`after${suffix}`),
        flows(`start > sub${suffix} > after${suffix}`),
      );
    await deploy(model('p', ''));
    const key = engine.start('p', { items: [1, 2] });
    const sequential = await deploy(model('r', '3', true));
    expect(refusal(key, sequential, 'sub > sub3', 'x > x3')).toContain(
      'Both elements must have either sequential or parallel loop characteristics',
    );
    const target = await deploy(model('q', '2'));
    expect(refusal(key, target, 'sub > sub2')).toContain(
      "no mapping instruction defined for active element with id 'x'",
    );
    migrate(key, target, 'sub > sub2', 'x > x2');
    engine.finish('x');
    engine.finish('x');
    expect(engine.view(key)).toMatchObject({ activeElements: ['after2'], variables: { results: [1, 2] } });
  });

  it('leaves called instances as they are', async () => {
    const calling = (id: string, name: string): string =>
      process(
        id,
        start(),
        element('callActivity', name, { body: extensions('<zeebe:calledElement processId="child" />') }),
        task(`${name}After`),
        flows(`start > ${name} > ${name}After`),
      );
    await deploy(simple('child', 'c'));
    await deploy(calling('p', 'call'));
    const key = engine.start('p');
    migrate(key, await deploy(calling('q', 'call2')), 'call > call2');
    engine.finish('c');
    expect(engine.view(key).activeElements).toEqual(['call2After']);
  });

  it('moves tokens that wait at a join', async () => {
    const model = (id: string, suffix: string, more: readonly string[] = []): string =>
      process(
        id,
        start(),
        event('parallelGateway', `fork${suffix}`),
        task(`a${suffix}`),
        task(`b${suffix}`),
        ...more.map((name) => task(name)),
        event('parallelGateway', `join${suffix}`),
        task(`after${suffix}`),
        flows(
          `start > fork${suffix} > a${suffix} > join${suffix} > after${suffix}`,
          `fork${suffix} > b${suffix} > join${suffix}`,
          ...more.map((name) => `fork${suffix} > ${name} > join${suffix}`),
        ),
      );
    await deploy(model('p', ''));
    const key = engine.start('p');
    engine.finish('a');
    const target = await deploy(model('q', '2'));
    expect(refusal(key, target, 'b > b2')).toContain(
      "gateway with id 'join' waits with a token of the sequence flow 'flow_a_join', and no mapping instruction is defined for the gateway",
    );
    expect(refusal(key, target, 'b > b2', 'join > join2')).toContain(
      'no mapping instruction leads this sequence flow to one of the target gateway',
    );
    expect(refusal(key, target, 'b > b2', 'join > fork2')).toContain('at least the same number of incoming');
    migrate(key, target, 'b > b2', 'join > join2', 'flow_a_join > flow_a2_join2');
    engine.finish('b');
    expect(engine.view(key).activeElements).toEqual(['after2']);
  });

  it('keeps what can be compensated when the compensation event is mapped', async () => {
    const undo = (name: string): string =>
      element('serviceTask', `undo${name}`, {
        attributes: 'isForCompensation="true"',
        body: extensions(`<zeebe:taskDefinition type="undo${name}" />`),
      });
    const model = (id: string, name: string): string =>
      process(
        id,
        start(),
        task(name),
        boundary(`c${name}`, name, { body: '<bpmn:compensateEventDefinition id="cd" />' }),
        undo(name),
        `<bpmn:association id="as" sourceRef="c${name}" targetRef="undo${name}" associationDirection="One" />`,
        task('wait'),
        event('intermediateThrowEvent', 'back', '<bpmn:compensateEventDefinition id="cd2" />'),
        flows(`start > ${name} > wait > back`),
      );
    await deploy(model('p', 'a'));
    const [kept, dropped] = [engine.start('p'), engine.start('p')];
    engine.finish('a');
    engine.finish('a');
    const target = await deploy(model('q', 'b'));
    migrate(kept, target, 'wait', 'ca > cb');
    migrate(dropped, target, 'wait');
    engine.finish('wait');
    engine.finish('wait');
    expect(engine.takeOne('undob').processInstanceKey).toBe(kept);
    expect(engine.view(dropped).state).toBe('COMPLETED');
  });
});
