import { describe, expect, it } from 'vitest';
import { definitions, process, start } from '../testing/bpmn.ts';
import { dmn, literalDecision, tableDecision } from '../testing/dmn.ts';
import { createTestEngine, expectOk, TENANT } from '../testing/test-engine.ts';

const graph = (id: string, ...texts: readonly string[]): string =>
  dmn(id, ...texts.map((text, index) => literalDecision(`d${index + 1}`, text)));

const createDecisionTest = () => {
  const engine = createTestEngine();
  const deploy = (...resources: readonly (readonly [string, string])[]) =>
    engine.core.deploy({
      resources: resources.map(([name, content]) => ({ name, content })),
      tenantId: TENANT,
    });
  return {
    ...engine,
    tryDeploy: deploy,
    deployAll: async (...resources: readonly (readonly [string, string])[]) =>
      expectOk(await deploy(...resources)),
    evaluate: (decisionId: string, variables = {}) =>
      engine.core.evaluateDecision({ decisionId, variables, tenantId: TENANT }),
  };
};

describe('the deployment of decisions', () => {
  it('answers with the file and each of its decisions', async () => {
    const engine = createDecisionTest();
    const deployment = await engine.deployAll(['a.dmn', graph('g', '1', '2')]);
    const [requirements] = deployment.decisionRequirements;
    expect(deployment).toMatchObject({
      processes: [],
      decisionRequirements: [
        {
          dmnDecisionRequirementsId: 'g',
          dmnDecisionRequirementsName: 'Graph g',
          version: 1,
          resourceName: 'a.dmn',
          tenantId: TENANT,
        },
      ],
      decisions: [
        {
          dmnDecisionId: 'd1',
          dmnDecisionName: 'Decision d1',
          version: 1,
          dmnDecisionRequirementsId: 'g',
          decisionRequirementsKey: requirements?.decisionRequirementsKey,
          tenantId: TENANT,
        },
        { dmnDecisionId: 'd2', version: 1 },
      ],
    });
  });

  it('makes versions of the file and of its decisions', async () => {
    const engine = createDecisionTest();
    const versionsOf = async (name: string, content: string): Promise<readonly number[]> => {
      const { decisionRequirements, decisions } = await engine.deployAll([name, content]);
      return [...decisionRequirements, ...decisions].map(({ version }) => version);
    };
    expect(await versionsOf('a.dmn', graph('g', '1'))).toEqual([1, 1]);
    expect(await versionsOf('a.dmn', graph('g', '1'))).toEqual([1, 1]);
    expect(await versionsOf('b.dmn', graph('g', '1'))).toEqual([2, 2]);
    expect(await versionsOf('b.dmn', graph('g', '1', '2'))).toEqual([3, 3, 1]);
    // Another file takes the decision over: the first is deployed anew when it comes again.
    expect(await versionsOf('c.dmn', graph('h', '5'))).toEqual([1, 4]);
    expect(await versionsOf('b.dmn', graph('g', '1', '2'))).toEqual([4, 5, 2]);
  });

  it('keeps the keys of what is the same', async () => {
    const engine = createDecisionTest();
    const first = await engine.deployAll(['a.dmn', graph('g', '1', '2')]);
    const second = await engine.deployAll(['a.dmn', graph('g', '1', '2')]);
    expect({ ...second, key: '' }).toEqual({ ...first, key: '' });
  });

  it('takes all files or none', async () => {
    const engine = createDecisionTest();
    const model = definitions(process('p', start()));
    expect(await engine.tryDeploy(['p.bpmn', model], ['a.dmn', graph('g', '1 +')])).toMatchObject({
      rejection: {
        code: 'INVALID_ARGUMENT',
        reason: expect.stringMatching(
          /^Expected to deploy new resources, but encountered the following errors:\n'a\.dmn': - Element: d1\n {4}- ERROR: FEEL expression: failed to parse expression '1 \+'/,
        ),
      },
    });
    expect(engine.core.snapshot()).toMatchObject({ definitions: [], decisions: [] });
    const both = await engine.deployAll(['p.bpmn', model], ['a.dmn', graph('g', '1')]);
    expect(both).toMatchObject({ processes: [{ version: 1 }], decisions: [{ version: 1 }] });
    const changed = await engine.deployAll(['p.bpmn', model], ['a.dmn', graph('g', '2')]);
    expect(changed).toMatchObject({ processes: [{ version: 2 }], decisions: [{ version: 2 }] });
  });

  it.each([
    ['file', 'g', 'decision requirements', 'g'],
    ['decision', 'h', 'decision', 'd1'],
  ])('refuses a %s twice', async (_what, other, noun, id) => {
    const result = await createDecisionTest().tryDeploy(
      ['a.dmn', graph('g', '1')],
      ['b.dmn', graph(other, '2')],
    );
    expect(result).toMatchObject({
      rejection: {
        reason: expect.stringContaining(
          `Expected the ${noun} ids to be unique within a deployment but found a duplicated id '${id}' in the resources 'a.dmn' and 'b.dmn'.`,
        ),
      },
    });
  });

  it('refuses ids and names that are too long', async () => {
    const { tryDeploy } = createDecisionTest();
    expect(await tryDeploy(['a.dmn', graph('g'.repeat(256), '1')])).toMatchObject({
      rejection: { reason: expect.stringContaining('configured max-id-length of 255 characters') },
    });
  });

  it.each([
    ['imports', dmn('g', literalDecision('a', '1', { requires: ['b'] })).replace('#b', 'other#b')],
    [
      'functions in Java',
      dmn(
        'g',
        '<businessKnowledgeModel id="f" name="f"><encapsulatedLogic kind="Java"><literalExpression><text>1</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>',
      ),
    ],
  ])('refuses files with %s by name', async (_what, content) => {
    expect(await createDecisionTest().tryDeploy(['a.dmn', content])).toMatchObject({
      rejection: { reason: expect.stringContaining('are not supported') },
    });
  });

  it.each([
    ['rules by the thousand', () => tableOf(15_000)],
    [
      'elements without end',
      () => graph('g', '1').replace('</definitions>', `${'<x/>'.repeat(200_000)}</definitions>`),
    ],
    ['a file that is not XML', () => '<'.repeat(500_000)],
  ])('survives %s', async (_case, content) => {
    const engine = createDecisionTest();
    const result = await engine.tryDeploy(['a.dmn', content()]);
    if (result.ok) expect(engine.evaluate('t', { x: 5 })).toMatchObject({ ok: true });
    else expect(result.rejection.reason.length).toBeLessThan(11_000);
    await engine.deployAll(['b.dmn', graph('after', '1')]);
  });
});

describe('a deleted DMN file', () => {
  it('is gone with its decisions, and the version before it is the latest again', async () => {
    const engine = createDecisionTest();
    await engine.deployAll(['a.dmn', graph('g', '1')]);
    const second = await engine.deployAll(['a.dmn', graph('g', '2', '3')]);
    const resourceKey = second.decisionRequirements[0]?.decisionRequirementsKey ?? '';
    expectOk(engine.core.deleteResource({ resourceKey }));
    expect(expectOk(engine.evaluate('d1'))).toMatchObject({ output: 1, decisionVersion: 1 });
    expect(engine.evaluate('d2')).toMatchObject({ ok: false });
    expect(engine.core.deleteResource({ resourceKey })).toMatchObject({ ok: false });
    const decisionKey = second.decisions[0]?.decisionKey ?? '';
    expect(engine.core.deleteResource({ resourceKey: decisionKey })).toMatchObject({ ok: false });
    expect(engine.core.snapshot()).toMatchObject({
      resources: [{}],
      decisions: [{}],
      decisionRequirements: [{}],
    });
    expect(await engine.deployAll(['a.dmn', graph('g', '4')])).toMatchObject({ decisions: [{ version: 2 }] });
  });
});

const tableOf = (rules: number): string =>
  dmn(
    't',
    tableDecision('t', {
      input: 'x',
      rules: Array.from({ length: rules }, (_, index) => `${index} => ${index}`),
    }),
  );

describe('a decision that is evaluated by itself', () => {
  it('is found by its id in its latest version, or by its key', async () => {
    const engine = createDecisionTest();
    const first = await engine.deployAll(['a.dmn', graph('g', 'x + 1')]);
    await engine.deployAll(['a.dmn', graph('g', 'x + 2')]);
    expect(expectOk(engine.evaluate('d1', { x: 1 }))).toMatchObject({
      decisionId: 'd1',
      decisionName: 'Decision d1',
      decisionVersion: 2,
      decisionRequirementsId: 'g',
      tenantId: TENANT,
      output: 3,
      evaluatedDecisions: [{ decisionId: 'd1', decisionVersion: 2, decisionType: 'LITERAL_EXPRESSION' }],
    });
    const decisionKey = first.decisions[0]?.decisionKey ?? '';
    const byKey = engine.core.evaluateDecision({ decisionKey, variables: { x: 1 }, tenantId: TENANT });
    expect(expectOk(byKey)).toMatchObject({ decisionKey, decisionVersion: 1, output: 2 });
  });

  it('is rejected when there is none', async () => {
    const engine = createDecisionTest();
    const deployment = await engine.deployAll(['a.dmn', graph('g', '1')]);
    const decisionKey = deployment.decisions[0]?.decisionKey ?? '';
    const rejected = (code: string, reason: string) => ({
      ok: false,
      rejection: { code, intent: 'EVALUATE', reason },
    });
    expect(engine.evaluate('x')).toEqual(
      rejected('NOT_FOUND', "Expected to evaluate decision 'x', but no decision found for id 'x'"),
    );
    const { core } = engine;
    expect(core.evaluateDecision({ decisionKey: '5', variables: {}, tenantId: TENANT })).toEqual(
      rejected('NOT_FOUND', "Expected to evaluate decision '5', but no decision found for key '5'"),
    );
    expect(core.evaluateDecision({ decisionKey, variables: {}, tenantId: 'other' })).toMatchObject({
      ok: false,
    });
    expect(core.evaluateDecision({ decisionId: 'd1', variables: {}, tenantId: 'other' })).toMatchObject({
      ok: false,
    });
    expect(core.evaluateDecision({ variables: {}, tenantId: TENANT })).toEqual(
      rejected(
        'INVALID_ARGUMENT',
        'Expected either a decision id or a valid decision key, but none provided',
      ),
    );
  });

  it('answers a failure with where it failed', async () => {
    const engine = createDecisionTest();
    const failing = dmn(
      'g',
      literalDecision('outer', 'inner', { requires: ['inner'] }),
      literalDecision('inner', 'assert(x, x > 1)'),
    );
    await engine.deployAll(['a.dmn', failing]);
    expect(expectOk(engine.evaluate('outer'))).toMatchObject({
      decisionId: 'outer',
      output: null,
      failure: {
        decisionId: 'inner',
        message: expect.stringMatching(/^Expected to evaluate decision 'outer', but /),
      },
      evaluatedDecisions: [{ decisionId: 'inner', output: null }],
    });
  });

  it('names rules without an id', async () => {
    const engine = createDecisionTest();
    const table = tableDecision('t', { input: 'x', rules: ['- => 1'] }).replace('id="t_rule1"', '');
    await engine.deployAll(['a.dmn', dmn('g', table)]);
    expect(expectOk(engine.evaluate('t')).evaluatedDecisions[0]?.matchedRules[0]?.ruleId).toBe(
      'ZB_SYNTH_RULE_ID_t_v1_r1',
    );
  });
});
