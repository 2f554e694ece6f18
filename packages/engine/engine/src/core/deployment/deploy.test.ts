import { describe, expect, it } from 'vitest';

import { definitions, element, end, extensions, flows, process, start, task } from '../testing/bpmn.ts';
import { createTestEngine, expectOk, TENANT } from '../testing/test-engine.ts';

const simple = (id: string, extra = ''): string =>
  definitions(process(id, start(), end(), flows('start > end'), extra));

describe('versions', () => {
  it('stay while content and name are the same, and go on when either changes', async () => {
    const engine = createTestEngine();
    const versionOf = async (name: string, content: string): Promise<number | undefined> =>
      expectOk(await engine.deployNamed(name, content)).processes[0]?.version;
    const changed = simple('p', element('task', 'more'));
    expect(await versionOf('a.bpmn', simple('p'))).toBe(1);
    expect(await versionOf('a.bpmn', simple('p'))).toBe(1);
    expect(await versionOf('b.bpmn', simple('p'))).toBe(2);
    expect(await versionOf('b.bpmn', changed)).toBe(3);
    expect(await versionOf('b.bpmn', simple('p'))).toBe(4);
  });

  it('keep their key, while each deployment has its own', async () => {
    const engine = createTestEngine();
    const first = await engine.deploy(simple('p'));
    const second = await engine.deploy(simple('p'));
    expect(second.processes).toEqual(first.processes);
    expect(second.key).not.toBe(first.key);
    expect(Number(first.key)).toBeGreaterThan(2 ** 51);
  });

  it('go on for all processes of a deployment of which one has changed', async () => {
    const engine = createTestEngine();
    const a = { name: 'a.bpmn', content: simple('a') };
    await engine.core.deploy({ resources: [a], tenantId: TENANT });
    const resources = [a, { name: 'b.bpmn', content: simple('b') }];
    const both = expectOk(await engine.core.deploy({ resources, tenantId: TENANT }));
    expect(both.processes.map(({ bpmnProcessId, version }) => [bpmnProcessId, version])).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
  });

  it('of a tag are its latest, and that of a deleted version goes', async () => {
    const engine = createTestEngine();
    const tagged = (mark: string): string =>
      definitions(
        process(
          'child',
          extensions('<zeebe:versionTag value="stable" />'),
          start(),
          task('work', { type: mark }),
          flows('start > work'),
        ),
      );
    await engine.deploy(tagged('first'));
    const second = await engine.deploy(tagged('second'));
    expectOk(await engine.deployNamed('other.bpmn', simple('child')));
    const body = extensions(
      '<zeebe:calledElement processId="child" bindingType="versionTag" versionTag="stable" />',
    );
    await engine.deploy(
      definitions(process('p', start(), element('callActivity', 'call', { body }), flows('start > call'))),
    );
    engine.start('p');
    expect(engine.take('second', 10)).toHaveLength(1);
    expectOk(engine.core.deleteResource({ resourceKey: second.processes[0]?.processDefinitionKey ?? '' }));
    engine.start('p');
    expect(engine.take('first', 10)).toHaveLength(1);
  });

  it('are started by number, by key, or the latest', async () => {
    const engine = createTestEngine();
    const first = await engine.deploy(simple('p'));
    await engine.deploy(simple('p', element('task', 'more')));
    const { core } = engine;
    const at = (version: number) =>
      core.createInstance({ bpmnProcessId: 'p', version, variables: {}, tenantId: TENANT });
    expect(expectOk(at(-1)).version).toBe(2);
    expect(expectOk(at(1)).version).toBe(1);
    const { processDefinitionKey } = first.processes[0]!;
    const byKey = core.createInstance({ processDefinitionKey, variables: {}, tenantId: TENANT });
    expect(expectOk(byKey)).toMatchObject({ bpmnProcessId: 'p', version: 1 });
    const notFound = (what: string) => ({
      code: 'NOT_FOUND',
      intent: 'CREATE',
      reason: `Expected to find process definition with ${what}, but none found`,
    });
    expect(at(0)).toMatchObject({ rejection: notFound("process ID 'p' and version '0'") });
    expect(
      core.createInstance({ bpmnProcessId: 'none', version: -1, variables: {}, tenantId: TENANT }),
    ).toMatchObject({ rejection: notFound("process ID 'none'") });
    expect(core.createInstance({ variables: {}, tenantId: TENANT })).toMatchObject({
      rejection: notFound("key '0'"),
    });
  });
});

describe('a deployment', () => {
  it('takes all its resources or none', async () => {
    const engine = createTestEngine();
    const resources = [
      { name: 'good.bpmn', content: simple('good') },
      { name: 'bad.bpmn', content: definitions(process('bad')) },
      { name: 'bad.form', content: '{}' },
    ];
    expect(await engine.core.deploy({ resources, tenantId: TENANT })).toEqual({
      ok: false,
      rejection: {
        code: 'INVALID_ARGUMENT',
        intent: 'CREATE',
        reason: [
          'Expected to deploy new resources, but encountered the following errors:',
          "'bad.bpmn': - Element: bad",
          '    - ERROR: Must have at least one start event',
          '',
          'Expected the form id to be present, but none given',
        ].join('\n'),
      },
    });
    expect(engine.core.snapshot().definitions).toEqual([]);
  });

  it('needs a resource', async () => {
    const { core } = createTestEngine();
    expect(await core.deploy({ resources: [], tenantId: TENANT })).toMatchObject({
      rejection: { reason: 'Expected to deploy at least one resource, but none given' },
    });
  });

  it('may not bring one process twice', async () => {
    const { core } = createTestEngine();
    const resources = ['a.bpmn', 'b.bpmn'].map((name) => ({ name, content: simple('p') }));
    expect(await core.deploy({ resources, tenantId: TENANT })).toMatchObject({
      rejection: {
        reason: expect.stringContaining("Duplicated process id in resources 'a.bpmn' and 'b.bpmn'"),
      },
    });
  });

  it('may bring several executable processes, and leaves out the others', async () => {
    const engine = createTestEngine();
    const other = '<bpmn:process id="doc"><bpmn:userTask id="u" /></bpmn:process>';
    const { processes } = await engine.deploy(
      definitions(process('p', start('s1')), process('q', start('s2')), other),
    );
    expect(processes.map(({ bpmnProcessId }) => bpmnProcessId)).toEqual(['p', 'q']);
  });

  it('takes a form for each user task, and says that a user task or call activity is no job', async () => {
    const engine = createTestEngine();
    const form = (id: string): string => `<zeebe:userTaskForm id="${id}">{}</zeebe:userTaskForm>`;
    const job = '<zeebe:taskDefinition type="unused" />';
    await engine.deploy(
      definitions(
        process(
          'p',
          extensions(form('one'), form('two')),
          start(),
          element('userTask', 'u', { body: extensions('<zeebe:userTask />', job) }),
          element('callActivity', 'c', { body: extensions('<zeebe:calledElement processId="q" />', job) }),
          flows('start > u > c'),
        ),
      ),
    );
    expect(engine.warnings).toEqual([
      "test.bpmn: 'zeebe:taskDefinition' on the element 'u' has no effect",
      "test.bpmn: 'zeebe:taskDefinition' on the element 'c' has no effect",
    ]);
  });

  it('says that headers, linked resources and priorities of a script that is no job have no effect', async () => {
    const engine = createTestEngine();
    const script = '<zeebe:script expression="=1" resultVariable="a" />';
    const parts = [
      '<zeebe:taskHeaders><zeebe:header key="a" value="b" /></zeebe:taskHeaders>',
      '<zeebe:linkedResources><zeebe:linkedResource resourceId="r" resourceType="RPA" /></zeebe:linkedResources>',
      '<zeebe:jobPriorityDefinition priority="7" />',
    ];
    const steps = [start(), element('scriptTask', 's', { body: extensions(script, ...parts) })];
    await engine.deploy(definitions(process('p', ...steps, flows('start > s'))));
    expect(engine.warnings).toEqual(
      ['taskHeaders', 'linkedResources', 'jobPriorityDefinition'].map(
        (tag) => `test.bpmn: 'zeebe:${tag}' on the element 's' has no effect`,
      ),
    );
  });

  it('takes what only documents a model, and tells of extensions of other engines', async () => {
    const engine = createTestEngine();
    const parts = [
      '<bpmn:laneSet id="lanes"><bpmn:lane id="lane"><bpmn:flowNodeRef>t</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>',
      start(),
      '<bpmn:dataObjectReference id="ref" dataObjectRef="data" /><bpmn:dataObject id="data" />',
      task('t').replace(
        '<bpmn:serviceTask ',
        '<bpmn:serviceTask xmlns:camunda="http://camunda.org/schema/1.0/bpmn" camunda:asyncBefore="true" zeebe:modelerTemplate="x" zeebe:modelerTemplateVersion="1" ',
      ),
      element('task', 'u', {
        body: extensions('<zeebe:properties><zeebe:property name="a" value="b" /></zeebe:properties>'),
      }),
      flows('start > t > u'),
      '<bpmn:textAnnotation id="note"><bpmn:text>hi</bpmn:text></bpmn:textAnnotation>',
      '<bpmn:association id="link" sourceRef="t" targetRef="note" />',
    ];
    const pool =
      '<bpmn:collaboration id="c"><bpmn:participant id="pool" processRef="p" /></bpmn:collaboration>';
    await engine.deploy(definitions(pool, process('p', ...parts)));
    expect(engine.warnings).toEqual(["test.bpmn: 'camunda:asyncBefore' on the element 't' has no effect"]);
  });
});
