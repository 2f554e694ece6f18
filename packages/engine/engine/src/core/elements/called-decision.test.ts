import { describe, expect, it } from 'vitest';
import {
  boundary,
  definitions,
  element,
  end,
  event,
  extensions,
  flows,
  ioMapping,
  process,
  repeated,
  signal,
  signalDefinition,
  start,
  task,
} from '../testing/bpmn.ts';
import { dmn, literalDecision, tableDecision } from '../testing/dmn.ts';
import { createTestEngine, expectOk, TENANT } from '../testing/test-engine.ts';

const ruleTask = (attributes: string, ...more: readonly string[]): string =>
  element('businessRuleTask', 'decide', {
    body: extensions(`<zeebe:calledDecision resultVariable="result" ${attributes} />`, ...more),
  });
const withTask = (decide: string): string =>
  definitions(process('p', start(), decide, task('after'), flows('start > decide > after')));

const grades = tableDecision('grade', {
  input: 'score',
  rules: ['< 50 => "C"', '[50..79] => "B"', '>= 80 => "A"'],
});
const checked = literalDecision('checked', 'assert(score, score != null) + 1');

const createDecisionTest = () => {
  const engine = createTestEngine();
  const deployAll = async (...resources: readonly (readonly [string, string])[]) =>
    expectOk(
      await engine.core.deploy({
        resources: resources.map(([name, content]) => ({ name, content })),
        tenantId: TENANT,
      }),
    );
  return {
    ...engine,
    deployAll,
    deployDmn: (content: string) => deployAll(['test.dmn', content]),
    resolve: (): void => {
      const [incident] = engine.core.incidents();
      expectOk(engine.core.resolveIncident(incident?.key ?? ''));
    },
  };
};

describe('a business rule task that calls a decision', () => {
  it('puts the result into a variable', async () => {
    const engine = createDecisionTest();
    await engine.deployAll(['p.bpmn', withTask(ruleTask('decisionId="grade"'))], ['g.dmn', dmn('g', grades)]);
    const key = engine.start('p', { score: 60 });
    expect(engine.view(key)).toMatchObject({ activeElements: ['after'], variables: { result: 'B' } });
  });

  it('sees local variables, and leaves the result to its output mappings', async () => {
    const engine = createDecisionTest();
    const mappings = ioMapping([['=points * 10', 'score']], [['={grade: result}', 'answer']]);
    await engine.deployAll(
      ['p.bpmn', withTask(ruleTask('decisionId="=name"', mappings))],
      ['g.dmn', dmn('g', grades)],
    );
    const key = engine.start('p', { points: 9, name: 'grade' });
    const { variables } = engine.view(key);
    expect(variables).toEqual({ points: 9, name: 'grade', answer: { grade: 'A' } });
  });

  it('goes by the clock of the engine', async () => {
    const engine = createDecisionTest();
    await engine.deployAll(
      ['p.bpmn', withTask(ruleTask('decisionId="day"'))],
      ['d.dmn', dmn('d', literalDecision('day', 'today() > date("2000-01-01")'))],
    );
    expect(engine.view(engine.start('p')).variables).toEqual({
      result: engine.clock.now() > Date.UTC(2000, 0, 2),
    });
  });

  it.each([
    ['decisionId="d"', 2],
    ['decisionId="d" bindingType="latest"', 2],
    ['decisionId="d" bindingType="versionTag" versionTag="v1"', 1],
    ['decisionId="d" bindingType="versionTag" versionTag="=&quot;v&quot; + string(1)"', 1],
  ])('takes the version that it is bound to: %s', async (attributes, expected) => {
    const engine = createDecisionTest();
    await engine.deploy(withTask(ruleTask(attributes)));
    await engine.deployDmn(dmn('g', literalDecision('d', '1', { versionTag: 'v1' })));
    await engine.deployDmn(dmn('g', literalDecision('d', '2', { versionTag: 'v2' })));
    expect(engine.view(engine.start('p')).variables).toEqual({ result: expected });
  });

  it('takes the version of its own deployment', async () => {
    const engine = createDecisionTest();
    const model = withTask(ruleTask('decisionId="d" bindingType="deployment"'));
    await engine.deployAll(['p.bpmn', model], ['test.dmn', dmn('g', literalDecision('d', '1'))]);
    await engine.deployDmn(dmn('g', literalDecision('d', '2')));
    expect(engine.view(engine.start('p')).variables).toEqual({ result: 1 });
  });

  it('is refused if the decision it is bound to is not part of its deployment', async () => {
    const engine = createDecisionTest();
    await engine.deployDmn(dmn('g', literalDecision('d', '1')));
    const model = withTask(ruleTask('decisionId="d" bindingType="deployment"'));
    expect(await engine.refusal(model)).toContain(
      "Expected to find decision with id 'd' in current deployment, but not found.",
    );
  });

  it.each([
    ['decisionId="no"', "Expected to evaluate decision 'no', but no decision found for id 'no'"],
    [
      'decisionId="=&quot;no&quot;" bindingType="deployment"',
      "Expected to evaluate decision 'no' with binding type 'deployment', but no such decision found in the deployment with key",
    ],
    [
      'decisionId="grade" bindingType="versionTag" versionTag="v9"',
      "Expected to evaluate decision with id 'grade' and version tag 'v9', but no such decision found.",
    ],
  ])('stops with an incident if there is no such decision: %s', async (attributes, message) => {
    const engine = createDecisionTest();
    await engine.deployAll(['p.bpmn', withTask(ruleTask(attributes))], ['g.dmn', dmn('g', grades)]);
    engine.start('p');
    expect(engine.core.incidents()).toMatchObject([
      { type: 'CALLED_DECISION_ERROR', elementId: 'decide', message: expect.stringContaining(message) },
    ]);
  });

  it('goes on when the decision has been deployed and the incident is resolved', async () => {
    const engine = createDecisionTest();
    await engine.deploy(withTask(ruleTask('decisionId="grade"')));
    const key = engine.start('p', { score: 1 });
    engine.resolve();
    expect(engine.core.incidents()).toHaveLength(1);
    await engine.deployDmn(dmn('g', grades));
    engine.resolve();
    expect(engine.view(key)).toMatchObject({ activeElements: ['after'], variables: { result: 'C' } });
  });

  it('stops with an incident if the evaluation fails, and tries again when it is resolved', async () => {
    const engine = createDecisionTest();
    await engine.deployAll(
      ['p.bpmn', withTask(ruleTask('decisionId="checked"'))],
      ['c.dmn', dmn('c', checked)],
    );
    const key = engine.start('p');
    expect(engine.core.incidents()).toMatchObject([
      {
        type: 'DECISION_EVALUATION_ERROR',
        message: expect.stringMatching(/^Expected to evaluate decision 'checked', but Assertion failed/),
      },
    ]);
    const variables = { score: 4 };
    expectOk(engine.core.setVariables({ elementInstanceKey: key, variables, local: false }));
    engine.resolve();
    expect(engine.view(key).variables).toEqual({ score: 4, result: 5 });
  });

  it('stops with an incident if the id is not text', async () => {
    const engine = createDecisionTest();
    await engine.deploy(withTask(ruleTask('decisionId="=none"')));
    engine.start('p');
    expect(engine.core.incidents()).toMatchObject([{ type: 'EXTRACT_VALUE_ERROR', elementId: 'decide' }]);
  });

  it.each(['false', 'true'])('is repeated by multi-instance, sequential: %s', async (sequential) => {
    const engine = createDecisionTest();
    const decide = repeated(ruleTask('decisionId="grade"'), {
      sequential: sequential === 'true',
      items: '=scores',
      item: 'score',
      output: ['grades', '=result'],
    });
    await engine.deployAll(['p.bpmn', withTask(decide)], ['g.dmn', dmn('g', grades)]);
    const key = engine.start('p', { scores: [10, 90, 70] });
    expect(engine.view(key).variables).toEqual({ scores: [10, 90, 70], grades: ['C', 'A', 'B'] });
    expect(engine.core.history(key)?.decisions).toHaveLength(3);
  });

  it('opens no boundary events while it stands on an incident', async () => {
    const engine = createDecisionTest();
    const parts = [
      start(),
      ruleTask('decisionId="grade"'),
      boundary('stop', 'decide', { body: signalDefinition('s') }),
      end(),
      event('endEvent', 'stopped'),
      flows('start > decide > end', 'stop > stopped'),
    ];
    await engine.deploy(definitions(signal('s', 'halt'), process('p', ...parts)));
    const key = engine.start('p');
    engine.signal('halt');
    expect(engine.view(key)).toMatchObject({ state: 'ACTIVE', incidents: [{}] });
    await engine.deployDmn(dmn('g', grades));
    engine.resolve();
    expect(engine.view(key)).toMatchObject({ state: 'COMPLETED' });
    expect(engine.leftovers()).toBe(0);
  });

  it.each([
    ['resultVariable=""', "Attribute 'resultVariable' must be present and not empty"],
    ['decisionId=""', "Attribute 'decisionId' must be present and not empty"],
    ['decisionId="=1 +"', 'failed to parse expression'],
    ['decisionId="d" bindingType="versionTag"', "Attribute 'versionTag' must be present"],
  ])('is refused with %s', async (attributes, expected) => {
    const engine = createTestEngine();
    const called = `<zeebe:calledDecision decisionId="d" resultVariable="r" ${attributes} />`
      .replace(/decisionId="d" (?=.*decisionId)/, '')
      .replace(/resultVariable="r" (?=.*resultVariable)/, '');
    const decide = element('businessRuleTask', 'decide', { body: extensions(called) });
    expect(await engine.refusal(withTask(decide))).toContain(expected);
  });

  it('is refused with a job beside it', async () => {
    const engine = createTestEngine();
    const decide = ruleTask('decisionId="d"', '<zeebe:taskDefinition type="t" />');
    expect(await engine.refusal(withTask(decide))).toContain(
      "Must have either one 'zeebe:calledDecision' or one 'zeebe:taskDefinition' extension element",
    );
  });
});

describe('the history of decisions', () => {
  const graph = dmn(
    'g',
    tableDecision(
      'bonus',
      { input: 'grade', rules: ['"A" => 10', '- => 1'], hitPolicy: 'COLLECT' },
      {
        requires: ['grade'],
      },
    ),
    grades,
  );

  it('has the inputs, rules and outputs of all that was evaluated', async () => {
    const engine = createDecisionTest();
    const deployment = await engine.deployAll(
      ['p.bpmn', withTask(ruleTask('decisionId="bonus"'))],
      ['g.dmn', graph],
    );
    const key = engine.start('p', { score: 85 });
    const [bonus, grade] = deployment.decisions;
    expect(engine.core.history(key)?.decisions).toMatchObject([
      {
        decisionKey: bonus?.decisionKey,
        decisionId: 'bonus',
        decisionVersion: 1,
        decisionRequirementsId: 'g',
        elementId: 'decide',
        evaluatedAt: engine.clock.now(),
        output: [10, 1],
        evaluatedDecisions: [
          {
            decisionId: 'grade',
            decisionKey: grade?.decisionKey,
            output: 'A',
            inputs: [{ inputId: 'grade_in', inputName: 'score', value: 85 }],
            matchedRules: [
              { ruleId: 'grade_rule3', ruleIndex: 3, outputs: [{ outputName: 'grade', value: 'A' }] },
            ],
          },
          { decisionId: 'bonus', matchedRules: [{ ruleIndex: 1 }, { ruleIndex: 2 }] },
        ],
      },
    ]);
  });

  it('has those that failed, and outlives the instance and a snapshot', async () => {
    const engine = createDecisionTest();
    await engine.deployAll(
      ['p.bpmn', withTask(ruleTask('decisionId="checked"'))],
      ['c.dmn', dmn('c', checked)],
    );
    const key = engine.start('p');
    const variables = { score: 4 };
    expectOk(engine.core.setVariables({ elementInstanceKey: key, variables, local: false }));
    const restored = createTestEngine({
      clock: engine.clock,
      snapshot: structuredClone(engine.core.snapshot()),
    });
    const [incident] = restored.core.incidents();
    expectOk(restored.core.resolveIncident(incident?.key ?? ''));
    restored.finish('after');
    expect(restored.view(key)).toMatchObject({ state: 'COMPLETED', variables: { result: 5 } });
    expect(restored.core.history(key)?.decisions).toMatchObject([
      { output: null, failure: { decisionId: 'checked', message: expect.stringContaining('Assertion') } },
      { output: 5 },
    ]);
  });

  it('is bounded', async () => {
    const engine = createDecisionTest();
    const many = dmn(
      'm',
      tableDecision('many', {
        input: '1',
        hitPolicy: 'COLLECT',
        rules: Array.from({ length: 150 }, (_, index) => `- => ${index}`),
      }),
    );
    await engine.deployAll(['p.bpmn', withTask(ruleTask('decisionId="many"'))], ['m.dmn', many]);
    const key = engine.start('p');
    const history = engine.core.history(key);
    expect(history?.decisions[0]?.evaluatedDecisions[0]?.matchedRules).toHaveLength(100);
    expect(history?.isTruncated).toBe(true);
    expect(engine.view(key).variables['result']).toHaveLength(150);
  });
});
