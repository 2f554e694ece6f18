import { status } from '@grpc/grpc-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dmn, literalDecision, tableDecision } from '../../core/testing/dmn.ts';
import { type EmbeddedEngine, startEngine } from '../../embedded-engine.ts';
import { connectSdk, type SdkGrpcClient } from '../../testing/connect-sdk.ts';

let engine: EmbeddedEngine;
let client: SdkGrpcClient;
beforeAll(async () => {
  engine = await startEngine();
  client = connectSdk(engine).getZeebeGrpcApiClient();
});
afterAll(async () => {
  await client.close();
  await engine.close();
});

const grade = tableDecision('grade', { input: 'score', rules: ['< 50 => "C"', '>= 50 => "A"'] });
const bonus = literalDecision('bonus', 'if grade = "A" then amount else 0', { requires: ['grade'] });
const strict = literalDecision('strict', 'assert(score, score != null)');
const deploy = () =>
  client.deployResource({ decision: Buffer.from(dmn('g', bonus, grade, strict)), name: 'g.dmn' });

test('a decision is deployed and evaluated', async () => {
  const { deployments } = await deploy();
  expect(deployments).toMatchObject([
    {
      decision: {
        dmnDecisionId: 'bonus',
        dmnDecisionName: 'Decision bonus',
        version: 1,
        dmnDecisionRequirementsId: 'g',
        tenantId: '<default>',
      },
    },
    { decision: { dmnDecisionId: 'grade' } },
    { decision: { dmnDecisionId: 'strict' } },
    {
      decisionRequirements: {
        dmnDecisionRequirementsId: 'g',
        dmnDecisionRequirementsName: 'Graph g',
        version: 1,
        resourceName: 'g.dmn',
      },
    },
  ]);
  const answer = await client.evaluateDecision({ decisionId: 'bonus', variables: { score: 70, amount: 2 } });
  expect(answer).toMatchObject({
    decisionId: 'bonus',
    decisionName: 'Decision bonus',
    decisionVersion: 1,
    decisionRequirementsId: 'g',
    decisionOutput: '2',
    failedDecisionId: '',
    failureMessage: '',
    tenantId: '<default>',
    evaluatedDecisions: [
      {
        decisionId: 'grade',
        decisionType: 'DECISION_TABLE',
        decisionOutput: '"A"',
        evaluatedInputs: [{ inputId: 'grade_in', inputName: 'score', inputValue: '70' }],
        matchedRules: [
          {
            ruleId: 'grade_rule2',
            ruleIndex: 2,
            evaluatedOutputs: [{ outputId: 'grade_out', outputName: 'grade', outputValue: '"A"' }],
          },
        ],
      },
      { decisionId: 'bonus', decisionType: 'LITERAL_EXPRESSION', decisionOutput: '2' },
    ],
  });
  const byKey = await client.evaluateDecision({ decisionKey: answer.decisionKey, variables: {} });
  expect(byKey).toMatchObject({ decisionId: 'bonus', decisionOutput: '0' });
});

test('a decision that fails is answered with its failure', async () => {
  await deploy();
  expect(await client.evaluateDecision({ decisionId: 'strict', variables: {} })).toMatchObject({
    decisionId: 'strict',
    decisionOutput: 'null',
    failedDecisionId: 'strict',
    failureMessage: expect.stringMatching(/^Expected to evaluate decision 'strict', but /) as string,
  });
});

test('a decision that is not there is NOT_FOUND', async () => {
  await expect(client.evaluateDecision({ decisionId: 'none', variables: {} })).rejects.toMatchObject({
    code: status.NOT_FOUND,
    details:
      "Command 'EVALUATE' rejected with code 'NOT_FOUND': Expected to evaluate decision 'none', but no decision found for id 'none'",
  });
});
