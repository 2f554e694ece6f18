import { afterAll, beforeAll, expect, test } from 'vitest';
import { dmn, literalDecision, tableDecision } from '../../core/testing/dmn.ts';
import { expectOk } from '../../core/testing/test-engine.ts';
import { type EmbeddedEngine, startEngine } from '../../embedded-engine.ts';

let engine: EmbeddedEngine;
beforeAll(async () => {
  engine = await startEngine();
  const grade = tableDecision('grade', { input: 'score', rules: ['< 50 => "C"', '>= 50 => "A"'] });
  const content = dmn('g', grade, literalDecision('strict', 'assert(score, score != null)'));
  expectOk(await engine.core.deploy({ resources: [{ name: 'g.dmn', content }], tenantId: '<default>' }));
});
afterAll(() => engine.close());

const evaluate = (body: unknown): Promise<Response> =>
  fetch(`${engine.restAddress}/v2/decision-definitions/evaluation`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

test('a decision is evaluated by its id or key', async () => {
  const answer = await evaluate({ decisionDefinitionId: 'grade', variables: { score: 70 } });
  expect(answer.status).toBe(200);
  const body = (await answer.json()) as { readonly decisionDefinitionKey: string };
  expect(body).toMatchObject({
    decisionDefinitionId: 'grade',
    decisionDefinitionName: 'Decision grade',
    decisionDefinitionVersion: 1,
    decisionRequirementsId: 'g',
    tenantId: '<default>',
    output: '"A"',
    failedDecisionDefinitionId: null,
    failureMessage: null,
    evaluatedDecisions: [
      {
        decisionDefinitionId: 'grade',
        decisionDefinitionType: 'DECISION_TABLE',
        output: '"A"',
        evaluatedInputs: [{ inputId: 'grade_in', inputName: 'score', inputValue: '70' }],
        matchedRules: [{ ruleIndex: 2, evaluatedOutputs: [{ outputName: 'grade', outputValue: '"A"' }] }],
      },
    ],
  });
  const { decisionDefinitionKey } = body;
  const byKey = await evaluate({ decisionDefinitionKey, variables: { score: 1 } });
  expect(await byKey.json()).toMatchObject({ decisionDefinitionKey, output: '"C"' });
});

test('a decision that fails is answered with its failure', async () => {
  const answer = await evaluate({ decisionDefinitionId: 'strict' });
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({
    output: 'null',
    failedDecisionDefinitionId: 'strict',
    failureMessage: expect.stringMatching(/^Expected to evaluate decision 'strict', but /) as string,
  });
});

test.each([
  [404, { decisionDefinitionId: 'none' }, "no decision found for id 'none'"],
  [400, { decisionDefinitionId: 'grade', tenantId: 'other' }, 'multi-tenancy is disabled'],
  [400, {}, 'Exactly one of'],
  [400, { decisionDefinitionId: 'grade', decisionDefinitionKey: '1' }, 'Exactly one of'],
  [400, { decisionDefinitionId: 'grade', variables: 5 }, 'variables must be an object'],
])('answers %d to %j', async (status, body, detail) => {
  const answer = await evaluate(body);
  expect(answer.status).toBe(status);
  expect(await answer.json()).toMatchObject({ status, detail: expect.stringContaining(detail) as string });
});
