import { describe, expect, it } from 'vitest';

import { definitions, element, end, extensions, flows, process, start } from '../testing/bpmn.ts';
import { createTestEngine, expectOk, TENANT } from '../testing/test-engine.ts';

const script = (id: unknown, rest: object = {}): string => JSON.stringify({ id, script: '', ...rest });
const linked = (attributes: string): string => `<zeebe:linkedResource ${attributes} />`;
const withLinks = (...links: readonly string[]): string =>
  definitions(
    process(
      'p',
      start(),
      element('serviceTask', 'task', {
        body: extensions(
          '<zeebe:taskDefinition type="work" />',
          '<zeebe:taskHeaders><zeebe:header key="own" value="1" /></zeebe:taskHeaders>',
          `<zeebe:linkedResources>${links.join('')}</zeebe:linkedResources>`,
        ),
      }),
      flows('start > task'),
    ),
  );
const RPA = 'resourceType="RPA" linkName="RPAScript"';

const createResourceEngine = () => {
  const engine = createTestEngine();
  return {
    ...engine,
    deployFile: async (name: string, content: string) => {
      const [resource] = expectOk(await engine.deployNamed(name, content)).resources;
      if (!resource) throw new Error('There is no resource');
      return resource;
    },
  };
};

describe('a file that is not a model', () => {
  it('that is an RPA script has its id and version from its content', async () => {
    const engine = createResourceEngine();
    const first = await engine.deployFile('a.rpa', script('clean', { versionTag: 'v1' }));
    expect(first).toEqual({
      resourceId: 'clean',
      version: 1,
      resourceKey: first.resourceKey,
      resourceName: 'a.rpa',
      tenantId: TENANT,
    });
    // The name of a script is no part of it.
    expect(await engine.deployFile('b.rpa', script('clean', { versionTag: 'v1' }))).toMatchObject({
      version: 1,
      resourceKey: first.resourceKey,
    });
    expect(await engine.deployFile('a.rpa', script('clean', { versionTag: 'v2' }))).toMatchObject({
      version: 2,
    });
  });

  it('of any other kind has its name as its id', async () => {
    const engine = createResourceEngine();
    const first = await engine.deployFile('prompt.txt', 'Be short');
    expect(first).toMatchObject({ resourceId: 'prompt.txt', version: 1 });
    expect(await engine.deployFile('prompt.txt', 'Be long')).toMatchObject({ version: 2 });
    expect(await engine.deployFile('other.txt', 'Be short')).toMatchObject({ version: 1 });
    expect(engine.core.resource(first.resourceKey)).toMatchObject({
      kind: 'resource',
      resourceName: 'prompt.txt',
      content: 'Be short',
    });
    expect(engine.core.resource('1')).toBeUndefined();
  });

  it.each(['a.constructor', 'a.__proto__'])('is also one with a name like %s', async (name) => {
    expect(await createResourceEngine().deployFile(name, 'text')).toMatchObject({ resourceId: name });
  });

  it('must be text', async () => {
    const content = new TextDecoder().decode(new Uint8Array([0xff, 0xd8]));
    expect(await createResourceEngine().deployNamed('a.jpg', content)).toMatchObject({
      rejection: { reason: expect.stringContaining("'a.jpg': a file that is not UTF-8 text") as string },
    });
  });

  it.each([
    ['{', /Failed to parse resource JSON\. 'a\.rpa': /],
    ['{}', /Expected the resource id to be present, but none given/],
    [script(''), /Expected the resource id to be filled, but it is blank/],
  ])('%s is refused as an RPA script', async (content, reason) => {
    const engine = createResourceEngine();
    expect(await engine.deployNamed('a.rpa', content)).toMatchObject({
      rejection: { code: 'INVALID_ARGUMENT', reason: expect.stringMatching(reason) as string },
    });
  });
});

describe('a job with linked resources', () => {
  it('tells its worker their keys', async () => {
    const engine = createResourceEngine();
    const old = await engine.deployFile('a.rpa', script('clean', { versionTag: 'v1' }));
    const latest = await engine.deployFile('a.rpa', script('clean', { versionTag: 'v2' }));
    await engine.deploy(
      withLinks(
        linked(`resourceId="clean" ${RPA}`),
        linked(`resourceId="=which" bindingType="versionTag" versionTag="v1" resourceType="RPA"`),
      ),
    );
    engine.start('p', { which: 'clean' });
    const { own, linkedResources = '' } = engine.takeOne('work').customHeaders;
    expect(own).toBe('1');
    expect(JSON.parse(linkedResources)).toEqual([
      { resourceKey: latest.resourceKey, resourceType: 'RPA', linkName: 'RPAScript' },
      { resourceKey: old.resourceKey, resourceType: 'RPA', linkName: null },
    ]);
  });

  it('may be bound to its deployment', async () => {
    const engine = createResourceEngine();
    const model = withLinks(linked(`resourceId="clean" bindingType="deployment" ${RPA}`));
    const both = [
      { name: 'p.bpmn', content: model },
      { name: 'a.rpa', content: script('clean') },
    ];
    const { resources } = expectOk(await engine.core.deploy({ resources: both, tenantId: TENANT }));
    await engine.deployFile('a.rpa', script('clean', { more: 1 }));
    engine.start('p');
    expect(engine.takeOne('work').customHeaders['linkedResources']).toContain(
      `"resourceKey":"${resources[0]?.resourceKey}"`,
    );
    expect(await engine.refusal(model)).toContain(
      "Expected to find resource with id 'clean' in current deployment, but not found.",
    );
  });

  it('stops with an incident while one is missing', async () => {
    const engine = createResourceEngine();
    await engine.deploy(withLinks(linked(`resourceId="clean" ${RPA}`)));
    engine.start('p');
    const [incident] = engine.core.incidents();
    expect(incident).toMatchObject({
      type: 'RESOURCE_NOT_FOUND',
      message:
        "Expected to link a resource with id 'clean', but no resource with this id is found, at least a resource with this id should be available. To resolve the Incident please deploy a resource with the same id",
    });
    expect(engine.take('work')).toEqual([]);
    await engine.deployFile('a.rpa', script('clean'));
    expectOk(engine.core.resolveIncident(incident?.key ?? ''));
    engine.finish('work');
    expect(engine.leftovers()).toBe(0);
  });

  it.each([
    [linked('resourceType="RPA"'), "Attribute 'resourceId' must be present and not empty"],
    [linked('resourceId="a"'), "Attribute 'resourceType' must be present and not empty"],
  ])('%s is refused', async (link, message) => {
    expect(await createTestEngine().refusal(withLinks(link))).toContain(message);
  });

  it('is refused where there is no job', async () => {
    const links = extensions('<zeebe:linkedResources />');
    const refusal = await createTestEngine().refusal(
      definitions(process('p', start(), end('end', links), flows('start > end'))),
    );
    expect(refusal).toContain("'zeebe:linkedResources' on a bpmn:endEvent without a message");
  });
});
