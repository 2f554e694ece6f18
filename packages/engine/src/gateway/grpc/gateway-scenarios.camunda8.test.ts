import { readFile } from 'node:fs/promises';
import { beforeAll, expect, inject, test } from 'vitest';
import { gatewayScenarios } from '../../testing/gateway-scenarios.ts';
import { runGatewayScenarios } from '../../testing/run-gateway-scenarios.ts';

// What the embedded engine is held against is what a real broker answers today.
const recorded = JSON.parse(
  await readFile(new URL('../../testing/gateway-answers.json', import.meta.url), 'utf8'),
) as Record<string, unknown>;
let answers: Record<string, unknown>;

beforeAll(async () => {
  answers = await runGatewayScenarios(inject('camunda8')!.grpcAddress);
}, 300_000);

for (const { name } of gatewayScenarios) test(name, () => expect(answers[name]).toEqual(recorded[name]));
