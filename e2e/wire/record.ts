import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startJavaRuntime } from '@jobwright/bench/java-runtime';
import { startEngine } from '@jobwright/engine';
import { AUTHENTICATION_SECRETS } from '../src/testing/authentication-cases.ts';
import { connectClient, toEnvironment } from '../src/testing/connect-client.ts';
import { readOfficialTemplates, toVersionName } from '../src/testing/official-templates.ts';
import { mapConcurrently } from './map-concurrently.ts';
import { toRecordFile } from './recorded.ts';
import { type Outcome, runScenario, startBackend } from './run-scenario.ts';
import { listScenarios } from './scenarios.ts';

// Runs every scenario with Camunda's connector runtime on the embedded engine and keeps what came over the
// wire. `npm run record-wire -w e2e`, or with names of versions: `-- HttpJson.v2-17`.

const AT_A_TIME = 6;
const wanted = process.argv.slice(2);
const templates = readOfficialTemplates('http-json-connector.json').filter(
  (template) => wanted.length === 0 || wanted.includes(toVersionName(template)),
);
const folder = await mkdtemp(join(tmpdir(), 'jobwright-wire-'));
const engine = await startEngine();
const backend = await startBackend();
const environment: Record<string, string> = {};
for (const [name, value] of Object.entries(process.env)) if (value !== undefined) environment[name] = value;
for (const [name, value] of Object.entries(AUTHENTICATION_SECRETS)) environment[`SECRET_${name}`] = value;
const signal = AbortSignal.timeout(60 * 60_000);
const logFile = join(folder, 'java.log');
const { grpcAddress, restAddress } = engine;
const java = await startJavaRuntime({
  cluster: { grpcAddress, restAddress },
  environment: { ...environment, CAMUNDA_CONNECTOR_SECRETPROVIDER_ENVIRONMENT_PREFIX: 'SECRET_' },
  log: (line) => console.log(line),
  logFile,
  signal,
});
if (java === undefined)
  throw new Error('The Java runtime is needed to record: install a JDK of 21 or newer.');
const { camunda8, client } = connectClient(toEnvironment(engine));
try {
  for (const template of templates) {
    const scenarios = listScenarios(template);
    const outcomes = await mapConcurrently(scenarios, AT_A_TIME, (scenario) =>
      runScenario({ client, backend }, template, scenario),
    );
    const recorded: Record<string, Outcome> = {};
    scenarios.forEach(({ name }, index) => {
      const outcome = outcomes[index];
      if (outcome !== undefined) recorded[name] = outcome;
    });
    await writeFile(toRecordFile(template), `${JSON.stringify(recorded, undefined, 1)}\n`);
    const unfinished = outcomes.filter(({ variables }) => variables === null).length;
    console.log(`${toVersionName(template)}: ${scenarios.length} scenarios, ${unfinished} came to no end`);
  }
} catch (error) {
  console.error((await readFile(logFile, 'utf8')).split('\n').slice(-40).join('\n'));
  throw error;
} finally {
  await java.stop();
  await camunda8.closeAllClients();
  await engine.close();
  await backend.close();
  await rm(folder, { recursive: true, force: true });
}
