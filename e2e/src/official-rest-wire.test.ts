import { camunda8, startConnectors } from '@jobwright/camunda8';
import { httpRest } from '@jobwright/connector-http-rest';
import { createStaticSecrets } from '@jobwright/runtime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toComparable } from '../wire/comparable.ts';
import { wireDifferences } from '../wire/differences.ts';
import { readRecorded } from '../wire/recorded.ts';
import { type Outcome, runScenario, startBackend } from '../wire/run-scenario.ts';
import { listScenarios } from '../wire/scenarios.ts';
import { AUTHENTICATION_SECRETS } from './testing/authentication-cases.ts';
import { readOfficialTemplates, toVersionName } from './testing/official-templates.ts';
import { connectTarget, type Target } from './testing/target.ts';

// What Camunda's connector runtime 8.8.7 sent and answered for every published version of the official REST
// templates was recorded (`npm run record-wire -w e2e`). The same processes run here with ours: the same
// requests, variables and codes.
const templates = readOfficialTemplates('http-json-connector.json');
const used = new Set<string>();
/**
 * `WIRE=all` runs every scenario; else the newest version and the oldest ones run whole, of each other one a
 * third.
 */
const runsAll = process.env['WIRE'] === 'all';
const newest = templates.at(-1);

let target: Target;
let backend: Awaited<ReturnType<typeof startBackend>>;
let workers: Awaited<ReturnType<typeof startConnectors>>;
beforeAll(async () => {
  target = await connectTarget();
  backend = await startBackend();
  workers = await startConnectors({
    connectors: [httpRest],
    clusters: [camunda8({ settings: target.configuration })],
    secrets: { provider: createStaticSecrets(AUTHENTICATION_SECRETS) },
  });
});
afterAll(async () => {
  await workers.close({ timeoutMs: 0 });
  await target.close();
  await backend.close();
});

function toExpected(recorded: Outcome, scenario: string): Outcome {
  return wireDifferences.reduce((outcome, { reason, expect: change }) => {
    const changed = change(outcome, scenario);
    if (JSON.stringify(changed) !== JSON.stringify(outcome)) used.add(reason);
    return changed;
  }, recorded);
}

describe.each(templates.map((template) => [toVersionName(template), template] as const))(
  '%s',
  (_, template) => {
    const recorded = readRecorded(template);
    const scenarios = listScenarios(template);

    test('every scenario is recorded, and nothing else', () => {
      expect(Object.keys(recorded).sort()).toEqual(scenarios.map(({ name }) => name).sort());
    });

    const { version = 0 } = template;
    const isWhole = runsAll || version === 0 || template === newest;
    const chosen = scenarios.filter((_scenario, index) => isWhole || index % 3 === version % 3);

    test.concurrent.for(chosen)('$name', async (scenario) => {
      const before = recorded[scenario.name]!;
      const outcome = await runScenario({ client: target.client, backend }, template, scenario);
      expect(toComparable(outcome)).toEqual(toComparable(toExpected(before, scenario.name)));
    });
  },
);

test('every difference that is listed was seen', () => {
  expect([...used].sort()).toEqual(wireDifferences.map(({ reason }) => reason).sort());
});
