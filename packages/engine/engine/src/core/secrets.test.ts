import { describe, expect, test } from 'vitest';
import { createRestorableEngineCore } from './engine-core.ts';
import { createTestClock } from './test-clock.ts';
import { definitions, end, flows, process, start, task } from './testing/bpmn.ts';
import { createTestEngine, expectOk, TENANT } from './testing/test-engine.ts';

type Pairs = readonly (readonly [string, string])[];

const model = (inputs: Pairs, outputs: Pairs = []) =>
  definitions(
    process(
      'p',
      start(),
      task('t', { inputs, outputs }),
      task('next'),
      end(),
      flows('start > t > next > end'),
    ),
  );

async function createCore(inputs: Pairs, secrets: Readonly<Record<string, string>>, outputs: Pairs = []) {
  const warnings: string[] = [];
  const known = new Map(Object.entries(secrets));
  const core = createRestorableEngineCore({
    clock: createTestClock(),
    onWarning: (warning) => warnings.push(warning),
    secrets(name) {
      if (name === 'BROKEN') throw new Error('the store is closed');
      return known.get(name);
    },
  });
  const resources = [{ name: 'p.bpmn', content: model(inputs, outputs) }];
  expectOk(await core.deploy({ resources, tenantId: TENANT }));
  const activate = (type: string, fetchVariables: readonly string[] = []) =>
    expectOk(core.activateJobs({ type, worker: 'w', timeoutMs: 60_000, maxJobs: 5, fetchVariables }));
  const begin = (variables = {}) =>
    expectOk(core.createInstance({ bpmnProcessId: 'p', version: -1, variables, tenantId: TENANT }));
  return { core, known, warnings, activate, begin };
}

const SECRETS = { token: 'hidden', token2: 'other', 'db-password': 'pass' };

describe('secrets in input mappings', () => {
  test.each<[string, string, object]>([
    ['=camunda.secrets.token', 'auth', { auth: 'hidden' }],
    ['="Bearer " + camunda.secrets.token', 'auth.header', { auth: { header: 'Bearer hidden' } }],
    ['=camunda.secrets.token + camunda.secrets.token2', 'auth', { auth: 'hiddenother' }],
    [
      '={a: camunda.secrets.token2, b: {c: camunda.secrets.`db-password`}}',
      'x',
      { x: { a: 'other', b: { c: 'pass' } } },
    ],
    ['=if 1 = 1 then camunda.secrets.token else "none"', 'auth', { auth: 'hidden' }],
    ['=upper case(camunda.secrets.token)', 'auth', { auth: 'CAMUNDA.SECRETS.TOKEN' }],
    ['=camunda.secrets', 'auth', { auth: {} }],
    ['=camunda.secrets.token.length', 'auth', { auth: null }],
  ])('%s is put in when the job is activated', async (source, target, expected) => {
    const { activate, begin } = await createCore([[source, target]], SECRETS);
    begin();
    expect(activate('t')[0]?.variables).toEqual(expected);
  });

  test('the engine keeps placeholders: in variables, history and snapshots', async () => {
    const { core, activate, begin } = await createCore([['=camunda.secrets.token', 'auth']], SECRETS);
    const { processInstanceKey } = begin();
    activate('t');
    expect(JSON.stringify([core.snapshot(), core.history(processInstanceKey)])).not.toContain('hidden');
    expect(JSON.stringify(core.snapshot())).toContain('camunda.secrets.token');
  });

  test('a text that only looks like one is never resolved, nor what a secret brings along', async () => {
    const inputs: Pairs = [
      ['=camunda.secrets.token', 'auth'],
      ['=text', 'copy'],
      ['={a: camunda.secrets.token, b: text}', 'both'],
    ];
    const { activate, begin } = await createCore(inputs, { token: 'camunda.secrets.token2', token2: 'no' });
    begin({ text: 'camunda.secrets.token' });
    expect(activate('t')[0]?.variables).toEqual({
      auth: 'camunda.secrets.token2',
      copy: 'camunda.secrets.token',
      both: { a: 'camunda.secrets.token2', b: 'camunda.secrets.token' },
      text: 'camunda.secrets.token',
    });
  });

  test('elsewhere there are no secrets', async () => {
    const outputs: Pairs = [['=camunda.secrets.token', 'leaked']];
    const { core, activate, begin } = await createCore([], SECRETS, outputs);
    begin();
    const [job] = activate('t');
    expectOk(core.completeJob({ jobKey: job!.key, variables: {} }));
    expect(activate('next')[0]?.variables).toEqual({ leaked: null });
  });

  test('one that is not fetched is not looked up', async () => {
    const { activate, begin } = await createCore([['=camunda.secrets.NONE', 'auth']], {});
    begin({ a: 1 });
    expect(activate('t', ['a'])[0]?.variables).toEqual({ a: 1 });
  });
});

describe('cluster variables of the kind SECRET_REFERENCE', () => {
  const GLOBAL = { scope: 'GLOBAL' } as const;
  const CREDENTIALS = {
    user: 'u',
    password: 'camunda.secrets.token',
    note: { all: 'camunda.secrets.token2!' },
  };

  test('have their secrets put in where an input mapping reads them', async () => {
    const inputs: Pairs = [
      ['=camunda.vars.env.CREDENTIALS', 'all'],
      ['="Bearer " + camunda.vars.cluster.CREDENTIALS.password', 'header'],
      ['={inner: camunda.vars.env.CREDENTIALS.note}', 'x'],
      ['=camunda.vars.env.PLAIN', 'plain'],
    ];
    const { core, activate, begin } = await createCore(inputs, SECRETS);
    const kind = 'SECRET_REFERENCE';
    expectOk(core.createClusterVariable({ ...GLOBAL, name: 'CREDENTIALS', value: CREDENTIALS, kind }));
    expectOk(core.createClusterVariable({ ...GLOBAL, name: 'PLAIN', value: 'camunda.secrets.token' }));
    begin();
    expect(activate('t')[0]?.variables).toEqual({
      all: { user: 'u', password: 'hidden', note: { all: 'other!' } },
      header: 'Bearer hidden',
      x: { inner: { all: 'other!' } },
      plain: 'camunda.secrets.token',
    });
    expect(core.clusterVariable({ ...GLOBAL, name: 'CREDENTIALS' })?.value).toEqual(CREDENTIALS);
  });

  test('keep their kind; the kind of the nearer variable counts', async () => {
    const { core, activate, begin } = await createCore([['=camunda.vars.env.KEY', 'key']], SECRETS);
    const value = 'camunda.secrets.token';
    expectOk(core.createClusterVariable({ ...GLOBAL, name: 'KEY', value: 'x', kind: 'SECRET_REFERENCE' }));
    expect(expectOk(core.updateClusterVariable({ ...GLOBAL, name: 'KEY', value })).kind).toBe(
      'SECRET_REFERENCE',
    );
    begin();
    expect(activate('t')[0]?.variables).toEqual({ key: 'hidden' });
    expectOk(core.createClusterVariable({ scope: 'TENANT', tenantId: TENANT, name: 'KEY', value }));
    begin();
    expect(activate('t')[0]?.variables).toEqual({ key: 'camunda.secrets.token' });
  });

  test('with a reference in a list stop the job with an incident', async () => {
    const { core, activate, begin } = await createCore([['=camunda.vars.env.LIST', 'list']], SECRETS);
    const value = ['camunda.secrets.token'];
    expectOk(core.createClusterVariable({ ...GLOBAL, name: 'LIST', value, kind: 'SECRET_REFERENCE' }));
    begin();
    expect(activate('t')).toEqual([]);
    expect(core.incidents()[0]?.message).toContain("could not be resolved at '/list'");
  });
});

describe('a secret that cannot be put in', () => {
  test.each([
    ['NONE', /^Failed to resolve secret 'NONE' from the configured secret store/, []],
    [
      'BROKEN',
      /^Failed to resolve secret 'BROKEN'/,
      ["The secret 'BROKEN' could not be read: the store is closed"],
    ],
  ])('%s stops the job with an incident; resolved, it is tried again', async (name, message, reported) => {
    const { core, known, warnings, activate, begin } = await createCore(
      [[`=camunda.secrets.${name}`, 'a']],
      {},
    );
    begin();
    expect(activate('t')).toEqual([]);
    expect(activate('t')).toEqual([]);
    const [incident, second] = core.incidents();
    expect(incident).toMatchObject({
      type: 'SECRET_RESOLUTION_ERROR',
      message: expect.stringMatching(message),
      elementId: 't',
      jobKey: core.jobs()[0]?.key,
    });
    expect(second).toBeUndefined();
    expect(warnings).toEqual(reported);
    expect(core.jobs()).toMatchObject([{ state: 'FAILED', retries: 3 }]);
    await core.waitForIdle();
    if (name === 'BROKEN') return;
    known.set(name, 'found');
    expectOk(core.resolveIncident(incident!.key));
    expect(activate('t')).toMatchObject([{ variables: { a: 'found' } }]);
  });

  test('a place that is no text by now is an incident that names it', async () => {
    const { core, activate, begin } = await createCore(
      [['=for i in [1] return camunda.secrets.token', 'a.b']],
      SECRETS,
    );
    begin();
    expect(activate('t')).toEqual([]);
    expect(core.incidents()[0]?.message).toMatch(
      /the secret reference 'camunda\.secrets\.token' could not be resolved at '\/a\/b'/,
    );
  });

  test('every secret that a mapping names is needed, whichever branch is taken', async () => {
    const { activate, begin } = await createCore([['=if bad then camunda.secrets.NONE else "ok"', 'a']], {});
    begin({ bad: true });
    begin({ bad: false });
    expect(activate('t')).toEqual([]);
  });
});

describe('refused at deployment', () => {
  test.each([
    ['camunda.secrets.token', /'camunda\.secrets\.token' must be used as an expression/],
    ['="x camunda.secrets.token y"', /must be used as an expression/],
    ['=[camunda.secrets.token]', /inside a list, or inside a context built by an 'if' branch/],
    ['=if a then {x: camunda.secrets.token} else null', /inside a list, or inside a context/],
  ])('%s', async (source, message) => {
    expect(await createTestEngine().refusal(model([[source, 'a']]))).toMatch(message);
  });
});
