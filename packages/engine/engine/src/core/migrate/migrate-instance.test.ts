import { beforeEach, describe, expect, it } from 'vitest';

import { element, end, event, extensions, flows, process, start, subProcess, task } from '../testing/bpmn.ts';
import { createMigrations } from '../testing/migrations.ts';
import { createTestEngine, expectOk } from '../testing/test-engine.ts';

let engine: ReturnType<typeof createTestEngine>;
let { deploy, migrate, refusal } = createMigrations(createTestEngine());
beforeEach(() => {
  engine = createTestEngine();
  ({ deploy, migrate, refusal } = createMigrations(engine));
});

const simple = (id: string, ...names: readonly string[]): string =>
  process(id, start(), ...names.map((name) => task(name)), flows(['start', ...names].join(' > ')));

describe('jobs, incidents and user tasks', () => {
  it('goes on in the other definition, with the job as it was', async () => {
    await deploy(
      process('p', start(), task('a', { retries: '5', headers: { kept: 'yes' } }), flows('start > a')),
    );
    const key = engine.start('p', { v: 1 });
    const job = engine.takeOne('a');
    const target = await deploy(
      process('q', start(), task('b', { headers: { other: 'no' } }), task('c'), flows('start > b > c')),
    );
    migrate(key, target, 'a > b');
    expect(engine.core.jobs()).toMatchObject([{ key: job.key, type: 'a', elementId: 'b', retries: 5 }]);
    engine.fail(job.key, { retries: 4 });
    expect(engine.takeOne('a')).toMatchObject({
      key: job.key,
      bpmnProcessId: 'q',
      processDefinitionKey: target,
      elementId: 'b',
      customHeaders: { kept: 'yes' },
      variables: { v: 1 },
    });
    expectOk(engine.core.completeJob({ jobKey: job.key, variables: {} }));
    engine.finish('c');
    expect(engine.view(key)).toMatchObject({ state: 'COMPLETED', bpmnProcessId: 'q' });
    expect(engine.core.history(key)).toMatchObject({ bpmnProcessId: 'q' });
    expect(engine.passed(key)).toEqual(['start', 'b', 'c', 'q']);
    expect(engine.leftovers()).toBe(0);
  });

  it('keeps incidents', async () => {
    await deploy(simple('p', 'a'));
    const key = engine.start('p');
    const job = engine.takeOne('a');
    engine.fail(job.key);
    const target = await deploy(simple('q', 'b'));
    migrate(key, target, 'a > b');
    const [incident] = engine.view(key).incidents;
    expect(incident).toMatchObject({ elementId: 'b', bpmnProcessId: 'q', type: 'JOB_NO_RETRIES' });
    expectOk(engine.core.updateJobRetries({ jobKey: job.key, retries: 1 }));
    expectOk(engine.core.resolveIncident(incident?.key ?? ''));
    engine.finish('a');
    expect(engine.view(key).state).toBe('COMPLETED');
  });

  it('keeps user tasks, and makes one of Camunda’s of a user task that was a job', async () => {
    const asJob = element('userTask', 'u', {
      body: extensions('<zeebe:assignmentDefinition assignee="ann" candidateGroups="g, h" />'),
    });
    const native = (id: string): string =>
      element('userTask', id, {
        body: extensions('<zeebe:userTask />', '<zeebe:assignmentDefinition assignee="bob" />'),
      });
    await deploy(process('p', start(), asJob, flows('start > u')));
    const key = engine.start('p');
    const target = await deploy(process('q', start(), native('v'), flows('start > v')));
    migrate(key, target, 'u > v');
    expect(engine.core.jobs()).toEqual([]);
    const [userTask] = engine.core.userTasks();
    expect(userTask).toMatchObject({ assignee: 'ann', candidateGroups: ['g', 'h'], elementId: 'v' });
    const back = await deploy(process('r', start(), asJob, flows('start > u')));
    expect(refusal(key, back, 'v > u')).toContain(
      "active user task with id 'v' and implementation 'zeebe user task' is mapped to an user task with id 'u' and different implementation 'job worker'",
    );
    const other = await deploy(process('s', start(), native('w'), end(), flows('start > w > end')));
    migrate(key, other, 'v > w');
    expect(engine.core.userTasks()).toMatchObject([{ key: userTask?.key, elementId: 'w', assignee: 'ann' }]);
    expectOk(engine.core.completeUserTask({ userTaskKey: userTask?.key ?? '', variables: {} }));
    expect(engine.view(key).state).toBe('COMPLETED');
    expect(engine.leftovers()).toBe(0);
  });
});

describe('refusals', () => {
  it('names what is missing or unlike', async () => {
    await deploy(simple('p', 'a', 'b'));
    const key = engine.start('p');
    const target = await deploy(
      process(
        'q',
        start(),
        task('a'),
        event('manualTask', 'm'),
        subProcess('s', start('ss'), task('x'), flows('ss > x')),
        flows('start > a > m > s'),
      ),
    );
    expect(refusal('2251799813699999', target, 'a')).toContain(
      "NOT_FOUND: Expected to migrate process instance but no process instance found with key '2251799813699999'",
    );
    expect(refusal(key, '2251799813699999', 'a')).toContain(
      "NOT_FOUND: Expected to migrate process instance to process definition but no process definition found with key '2251799813699999'",
    );
    expect(refusal(key, target)).toBe(
      "INVALID_STATE: no mapping instruction defined for active element with id 'a'. Elements cannot be migrated without a mapping.",
    );
    expect(refusal(key, target, 'a', 'a > x')).toBe(
      "INVALID_ARGUMENT: the mapping instructions contain duplicate source element ids '[a]'.",
    );
    expect(refusal(key, target, 'y > a')).toContain("non-existing source element id 'y'");
    expect(refusal(key, target, 'a > y')).toContain("non-existing target element id 'y'");
    expect(refusal(key, target, 'a > m')).toBe(
      "INVALID_STATE: active element with id 'a' and type 'SERVICE_TASK' is mapped to an element with id 'm' and different type 'MANUAL_TASK'. Elements must be mapped to elements of the same type.",
    );
    expect(refusal(key, target, 'a > x')).toBe(
      "INVALID_STATE: the flow scope of active element with id 'a' is changed. The flow scope of the active element is expected to be 'q' but was 's'. The flow scope of an element cannot be changed during migration yet.",
    );
  });

  it('names kinds of elements that cannot be migrated', async () => {
    const ending = element('endEvent', 'e', {
      body: '<bpmn:errorEventDefinition errorRef="E" />',
    });
    const source = '<bpmn:error id="E" errorCode="boom" />';
    await deploy(source, process('p', start(), ending, flows('start > e')));
    const key = engine.start('p');
    const target = await deploy(source, process('q', start(), ending, flows('start > e')));
    expect(refusal(key, target, 'e')).toBe(
      "INVALID_STATE: active element with id 'e' has an unsupported type. The migration of a END_EVENT is not supported.",
    );
  });
});
