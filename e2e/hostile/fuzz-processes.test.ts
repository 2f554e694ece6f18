import { bundledConnectors } from 'jobwright';
import { camunda8, type ConnectorWorkers, startConnectors } from '@jobwright/camunda8';
import { isJsonObject, type JsonObject, type JsonValue, stringifyJson } from '@jobwright/json';
import { findLeaks } from '@jobwright/connector-testing';
import { type EmbeddedEngine, startEngine } from '@jobwright/engine';
import { createStaticSecrets } from '@jobwright/runtime';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { toEnvironment } from '../src/testing/connect-client.ts';
import { oneTaskProcess } from '../src/testing/one-task-process.ts';
import { hostileHttpAnswers, hostileMailAnswers } from './testing/hostile-answers.ts';
import { startHostileBackend } from './testing/hostile-backend.ts';
import { toHostileJobs, toSoundJobs } from './testing/hostile-jobs.ts';
import { MARKER, MARKER_NAME, PAYROLL, PAYROLL_NAME } from './testing/hostile-values.ts';
import type { HostileJob } from './testing/settled-jobs.ts';

// The same from end to end: models are deployed, all else comes as data. Every instance ends or has an
// incident, each delivery is answered once, and a secret that only data names reaches nobody, not even the
// other side.
const RUNS = Number(process.env.FUZZ_RUNS ?? 25);
const SEED = process.env.FUZZ_SEED === undefined ? undefined : Number(process.env.FUZZ_SEED);
const SETTLE_MS = 30_000;

const http = await startHostileBackend('asked');
const mail = await startHostileBackend('connected');
const logLines: string[] = [];
let engine: EmbeddedEngine;
let workers: ConnectorWorkers;

beforeAll(async () => {
  const log = (fields: object, message: string): void =>
    void logLines.push(stringifyJson({ ...fields, message }));
  engine = await startEngine();
  workers = await startConnectors({
    connectors: bundledConnectors,
    clusters: [camunda8({ settings: toEnvironment(engine) })],
    secrets: { provider: createStaticSecrets({ [MARKER_NAME]: MARKER, [PAYROLL_NAME]: PAYROLL }) },
    logger: { debug: log, info: log, warn: log, error: log },
    maxJobDurationMs: 10_000,
  });
});
afterAll(async () => {
  await workers.close({ timeoutMs: 0 });
  await Promise.all([engine.close(), http.close(), mail.close()]);
});

let lastId = 0;

describe.each(Object.entries(toSoundJobs({ httpPort: http.port, mailPort: mail.port })))('%s', (_, sound) => {
  test('ends or has an incident whatever is in its data', { timeout: 30_000 * RUNS }, async () => {
    await fc.assert(
      fc.asyncProperty(
        toHostileJobs(sound),
        hostileHttpAnswers,
        hostileMailAnswers,
        async (job, httpAnswer, mailAnswer) => {
          http.answer = httpAnswer;
          mail.answer = mailAnswer;
          http.forget();
          mail.forget();
          logLines.length = 0;
          const before = countDeliveries(sound.type);
          const left = await runProcess(sound, job);
          // A job is counted once the engine has confirmed its answer, which the engine may do after the
          // instance has ended.
          await vi.waitFor(() => {
            const after = countDeliveries(sound.type);
            expect(after.activated - before.activated).toBe(after.answered - before.answered);
            expect(after.lost).toBe(0);
          });
          const told = [stringifyJson(left), ...logLines].join('\n');
          expect(findLeaks(told, MARKER)).toEqual([]);
          expect(findLeaks([told, http.heard(), mail.heard()].join('\n'), PAYROLL)).toEqual([]);
        },
      ),
      {
        numRuns: RUNS,
        endOnFailure: true,
        interruptAfterTimeLimit: 20_000 * RUNS,
        ...(SEED !== undefined && { seed: SEED }),
      },
    );
  });
});

function countDeliveries(type: string) {
  const { activated, gone, unanswered, ...answers } = workers.runtime.statistics()[type] ?? {
    activated: 0,
    gone: 0,
    unanswered: 0,
  };
  const answered = Object.values(answers).reduce((sum, count) => sum + count, 0);
  return { activated, answered, lost: gone + unanswered };
}

/**
 * Runs the job as a task: what is sound in it stands in the model, what was changed comes as variables. Gives
 * what it left behind.
 */
async function runProcess(sound: HostileJob, job: HostileJob) {
  const id = `hostile-${(lastId += 1)}`;
  const { inputs, variables } = toMappings(sound.variables, job.variables);
  const xml = oneTaskProcess({ id, jobType: sound.type, inputs, headers: toXmlHeaders(job.headers) });
  const deployed = await engine.core.deploy({
    resources: [{ name: `${id}.bpmn`, content: xml }],
    tenantId: '<default>',
  });
  // What the engine refuses to deploy never becomes a job.
  if (!deployed.ok) return {};
  const created = engine.core.createInstance({ bpmnProcessId: id, variables, tenantId: '<default>' });
  if (!created.ok) return {};
  const { processInstanceKey } = created.value;
  const until = Date.now() + SETTLE_MS;
  for (;;) {
    const view = engine.core.instance(processInstanceKey);
    if (view === undefined) return {};
    if (view.state !== 'ACTIVE') return withoutInputs(view.variables, variables);
    if (view.incidents.length > 0) {
      const incidents = view.incidents.map(({ message }) => message);
      engine.core.cancelInstance(processInstanceKey);
      return { incidents };
    }
    if (Date.now() > until) throw new Error(`Neither ended nor an incident: ${view.activeElements.join()}`);
    // A job that backs off is not waited for: it was answered.
    if (
      engine.core
        .jobs()
        .some((each) => each.processInstanceKey === processInstanceKey && each.state === 'FAILED')
    ) {
      engine.core.cancelInstance(processInstanceKey);
      return {};
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const withoutInputs = (left: JsonObject, given: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(left).filter(([name]) => !Object.hasOwn(given, name)));

/**
 * A mapping for each top-level value that is as in the sound job; those that differ come whole as process
 * variables.
 */
function toMappings(sound: JsonObject, hostile: JsonObject) {
  const inputs: Record<string, string> = {};
  const variables: Record<string, JsonValue> = {};
  const walk = (path: string, was: JsonValue | undefined, is: JsonValue): void => {
    if (was !== undefined && stringifyJson(was) === stringifyJson(is)) {
      inputs[path] = `=${stringifyJson(is)}`;
    } else if (isJsonObject(was) && isJsonObject(is)) {
      for (const [key, child] of Object.entries(is)) walk(`${path}.${key}`, was[key], child);
    } else {
      const name = `hostile${Object.keys(variables).length}`;
      variables[name] = is;
      inputs[path] = `=${name}`;
    }
  };
  for (const [key, child] of Object.entries(hostile)) walk(key, sound[key], child);
  return { inputs, variables };
}

/** Characters that XML does not know cannot be in a model. */
const toXmlHeaders = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([key, value]) =>
      /^[\w.-]+$/.test(key) && !/[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]/.test(value)
        ? [[key, value]]
        : [],
    ),
  );
