import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EmbeddedEngine, startEngine } from '../../embedded-engine.ts';
import { applyChangedAnswers } from '../../testing/apply-changed-answers.ts';
import { changedAnswers } from '../../testing/changed-answers.ts';
import { gatewayScenarios } from '../../testing/gateway-scenarios.ts';
import { runGatewayScenarios } from '../../testing/run-gateway-scenarios.ts';

const recorded = JSON.parse(
  await readFile(new URL('../../testing/gateway-answers.json', import.meta.url), 'utf8'),
) as Record<string, unknown>;
const expected = applyChangedAnswers(recorded, changedAnswers);

describe('the embedded engine answers as the recorded broker', () => {
  let engine: EmbeddedEngine;
  let answers: Record<string, unknown>;
  beforeAll(async () => {
    engine = await startEngine();
    answers = await runGatewayScenarios(engine.grpcAddress);
  });
  afterAll(() => engine.close());

  for (const { name, differs } of gatewayScenarios) {
    if (differs === undefined) test(name, () => expect(answers[name]).toEqual(expected[name]));
    else test(`${name}: differs by ${differs}`, () => expect(answers[name]).not.toEqual(expected[name]));
  }
});
