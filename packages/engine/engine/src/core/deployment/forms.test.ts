import { describe, expect, it } from 'vitest';

import { definitions, element, extensions, flows, process, start, startOn } from '../testing/bpmn.ts';
import { createTestEngine, expectOk, TENANT } from '../testing/test-engine.ts';

const form = (id: unknown, rest: object = {}): string =>
  JSON.stringify({ id, type: 'default', schemaVersion: 18, components: [], ...rest });
const userTask = (...parts: readonly string[]): string =>
  element('userTask', 'task', { body: extensions('<zeebe:userTask />', ...parts) });
const linked = (attributes: string): string => `<zeebe:formDefinition ${attributes} />`;
const withTask = (task: string): string => definitions(process('p', start(), task, flows('start > task')));

const createFormEngine = () => {
  const engine = createTestEngine();
  const deploy = (...resources: readonly (readonly [string, string])[]) =>
    engine.core.deploy({
      resources: resources.map(([name, content]) => ({ name, content })),
      tenantId: TENANT,
    });
  return {
    ...engine,
    deployAll: deploy,
    refuse: async (name: string, content: string): Promise<string> => {
      const result = await deploy([name, content]);
      if (result.ok) throw new Error('The file was accepted');
      return result.rejection.reason;
    },
    formKey: async (name: string, content: string): Promise<string> => {
      const [deployed] = expectOk(await deploy([name, content])).forms;
      if (!deployed) throw new Error('There is no form');
      return deployed.formKey;
    },
  };
};

describe('a form', () => {
  it('has versions by its id, and none for the same file again', async () => {
    const engine = createFormEngine();
    const versionOf = async (name: string, content: string): Promise<number | undefined> =>
      expectOk(await engine.deployAll([name, content])).forms[0]?.version;
    expect(await versionOf('a.form', form('f'))).toBe(1);
    expect(await versionOf('a.form', form('f'))).toBe(1);
    expect(await versionOf('b.form', form('f'))).toBe(2);
    expect(await versionOf('b.form', form('f', { components: [1] }))).toBe(3);
    expect(await versionOf('b.form', form('g'))).toBe(1);
  });

  it('is deployed beside a process, all together or none', async () => {
    const engine = createFormEngine();
    const model = withTask(userTask(linked('formId="f" bindingType="deployment"')));
    const both = expectOk(await engine.deployAll(['p.bpmn', model], ['f.form', form('f')]));
    expect(both).toMatchObject({
      processes: [{ bpmnProcessId: 'p', version: 1 }],
      forms: [{ formId: 'f', version: 1, resourceName: 'f.form', tenantId: TENANT }],
      resources: [],
    });
    expect(expectOk(await engine.deployAll(['p.bpmn', model], ['f.form', form('f')]))).toMatchObject({
      processes: [{ version: 1 }],
      forms: [{ version: 1 }],
    });
    // What is deployed together has its versions together.
    const changed = form('f', { components: [1] });
    expect(expectOk(await engine.deployAll(['p.bpmn', model], ['f.form', changed]))).toMatchObject({
      processes: [{ version: 2 }],
      forms: [{ version: 2 }],
    });
    expect(await engine.deployAll(['p.bpmn', model], ['f.form', '{}'])).toMatchObject({ ok: false });
    expect(expectOk(await engine.deployAll(['p.bpmn', model], ['f.form', form('f')]))).toMatchObject({
      processes: [{ version: 3 }],
    });
  });

  it.each([
    ['text that is not JSON', '{', /Failed to parse form JSON\. 'a\.form': /],
    ['JSON that is not an object', '[]', /Failed to parse form JSON\. 'a\.form': an object is expected/],
    ['levels without end', '['.repeat(200_000), /Failed to parse form JSON/],
    ['no id', '{}', /Expected the form id to be present, but none given/],
    ['a blank id', form(' '), /Expected the form id to be filled, but it is blank/],
    ['an id that is not text', form([]), /'id' must be text/],
    ['a version tag that is not text', form('f', { versionTag: {} }), /'versionTag' must be text/],
    ['a long id', form('f'.repeat(256)), /must not be longer than the configured max-id-length of 255/],
  ])('is refused: %s', async (_case, content, reason) => {
    expect(await createFormEngine().refuse('a.form', content)).toMatch(reason);
  });

  it('is refused twice in a deployment', async () => {
    const result = await createFormEngine().deployAll(['a.form', form('f')], ['b.form', form('f')]);
    expect(result).toMatchObject({
      rejection: {
        reason: expect.stringContaining(
          "Expected the form ids to be unique within a deployment but found a duplicated id 'f' in the resources 'a.form' and 'b.form'.",
        ) as string,
      },
    });
  });
});

describe('a user task', () => {
  it.each([
    ['formId="f"', 'second'],
    ['formId="f" bindingType="latest"', 'second'],
    ['formId="=which" bindingType="versionTag" versionTag="v1"', 'first'],
  ])('uses the form of %s', async (attributes, expected) => {
    const engine = createFormEngine();
    await engine.deploy(withTask(userTask(linked(attributes))));
    const first = await engine.formKey('f.form', form('f', { versionTag: 'v1' }));
    const second = await engine.formKey('f.form', form('f', { versionTag: 'v2' }));
    engine.start('p', { which: 'f' });
    expect(engine.core.userTasks()).toMatchObject([{ formKey: expected === 'first' ? first : second }]);
    expect(engine.core.resource(first)).toMatchObject({
      kind: 'form',
      id: 'f',
      versionTag: 'v1',
      content: form('f', { versionTag: 'v1' }),
    });
  });

  it('bound to its deployment keeps its form', async () => {
    const engine = createFormEngine();
    const model = withTask(userTask(linked('formId="f" bindingType="deployment"')));
    const { forms } = expectOk(await engine.deployAll(['p.bpmn', model], ['f.form', form('f')]));
    await engine.formKey('f.form', form('f', { components: [1] }));
    engine.start('p');
    expect(engine.core.userTasks()).toMatchObject([{ formKey: forms[0]?.formKey }]);
  });

  it.each([
    ['formId="f"', "Expected to find a form with id 'f', but no form with this id is found"],
    [
      'formId="f" bindingType="versionTag" versionTag="v9"',
      "Expected to use a form with id 'f' and version tag 'v9', but no such form found.",
    ],
    [
      'formId="=&quot;f&quot;" bindingType="deployment"',
      "Expected to use a form with id 'f' with binding type 'deployment', but no such form found in the deployment with key",
    ],
  ])('whose form of %s is missing stops with an incident', async (attributes, message) => {
    const engine = createFormEngine();
    await engine.deploy(withTask(userTask(linked(attributes))));
    engine.start('p');
    const [incident] = engine.core.incidents();
    expect(incident).toMatchObject({
      type: 'FORM_NOT_FOUND',
      elementId: 'task',
      message: expect.stringContaining(message) as string,
    });
  });

  it('goes on when its form has been deployed and the incident is resolved', async () => {
    const engine = createFormEngine();
    await engine.deploy(withTask(userTask(linked('formId="f"'))));
    engine.start('p');
    const [incident] = engine.core.incidents();
    const formKey = await engine.formKey('f.form', form('f'));
    expectOk(engine.core.resolveIncident(incident?.key ?? ''));
    expect(engine.core.userTasks()).toMatchObject([{ formKey }]);
    expect(engine.core.incidents()).toEqual([]);
  });

  it('does not see the forms of other tenants', async () => {
    const engine = createFormEngine();
    await engine.deploy(withTask(userTask(linked('formId="f"'))));
    expectOk(
      await engine.core.deploy({ resources: [{ name: 'f.form', content: form('f') }], tenantId: 'other' }),
    );
    engine.start('p');
    expect(engine.core.incidents()).toMatchObject([{ type: 'FORM_NOT_FOUND' }]);
  });

  it('may name a form that is kept elsewhere', async () => {
    const engine = createFormEngine();
    await engine.deploy(withTask(userTask(linked('externalReference="=name"'))));
    engine.start('p', { name: 'shop/address' });
    expect(engine.core.userTasks()).toMatchObject([{ formKey: '', externalFormReference: 'shop/address' }]);
  });

  it('as a job tells its worker the key of its form', async () => {
    const engine = createFormEngine();
    const task = (attributes: string): string =>
      withTask(element('userTask', 'task', { body: extensions(linked(attributes)) }));
    const key = await engine.formKey('f.form', form('f'));
    await engine.deploy(task('formId="f"'));
    engine.start('p');
    expect(engine.takeOne('io.camunda.zeebe:userTask').customHeaders).toEqual({
      'io.camunda.zeebe:formKey': key,
    });
    await engine.deploy(task('formKey="camunda-forms:bpmn:f"'));
    engine.start('p');
    expect(engine.takeOne('io.camunda.zeebe:userTask').customHeaders).toEqual({
      'io.camunda.zeebe:formKey': 'camunda-forms:bpmn:f',
    });
  });

  it.each([
    [
      userTask(linked('formId="f" externalReference="x"')),
      "Exactly one of the attributes 'formId, externalReference' must be present and not blank for native user tasks",
    ],
    [userTask(linked('formKey="f"')), "Exactly one of the attributes 'formId, externalReference'"],
    [
      element('userTask', 'task', { body: extensions(linked('')) }),
      "Exactly one of the attributes 'formId, formKey' must be present and not blank\n",
    ],
    [
      userTask(linked('externalReference="x" bindingType="latest"')),
      "Attribute 'externalReference' must not be used in combination with attribute 'bindingType'",
    ],
    [
      userTask(linked('formId="f" bindingType="versionTag"')),
      "Attribute 'versionTag' must be present and not empty if 'bindingType=\"versionTag\"'",
    ],
    [userTask(linked('formId="f" bindingType="newest"')), "Attribute 'bindingType' must be one of"],
    [
      userTask(linked('formId="f" bindingType="deployment"')),
      "'test.bpmn': - Element: task > extensionElements > formDefinition\n    - ERROR: Expected to find form with id 'f' in current deployment, but not found.",
    ],
  ])('%s is refused', async (task, message) => {
    expect(await createFormEngine().refusal(withTask(task))).toContain(message);
  });
});

describe('a start event', () => {
  it('may name a form, which does nothing to the process', async () => {
    const engine = createFormEngine();
    const key = await engine.deploy(
      definitions(process('p', startOn('start', extensions(linked('formId="f"'))))),
    );
    expect(key.forms).toEqual([]);
    expect(engine.view(engine.start('p')).state).toBe('COMPLETED');
  });
});
