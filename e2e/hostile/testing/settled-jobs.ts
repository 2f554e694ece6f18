import { bundledConnectors } from 'jobwright';
import type { OutboundNetwork } from '@jobwright/connector-sdk';
import { type JsonObject, parseJson, stringifyJson } from '@jobwright/json';
import { findLeaks } from '@jobwright/connector-testing';
import {
  type ActivatedJob,
  type ConnectorRuntime,
  createConnectorRuntime,
  createMemoryDocumentStore,
  type JobOutcome,
} from '@jobwright/runtime';
import { createJobMetrics } from '@jobwright/telemetry';
import { expect } from 'vitest';
import { MARKER } from './hostile-values.ts';

export interface HostileJob {
  readonly type: string;
  readonly variables: JsonObject;
  readonly headers: Readonly<Record<string, string>>;
}

export interface JobBench {
  /** Runs a job the whole way and checks what every job must hold to, whatever is in it; gives its answer. */
  settle(job: HostileJob): Promise<JobOutcome>;
  close(): Promise<void>;
}

type SecretPolicy = NonNullable<Parameters<typeof createConnectorRuntime>[0]['secrets']>;

const MAX_INT_32 = 2_147_483_647;
/** What the gateway takes in one message. */
const MAX_MESSAGE_BYTES = 4 * 1024 * 1024;
/** A job that takes longer hangs: its own time is over long before. */
const HANG_MS = 30_000;

let lastKey = 0;

/** A runtime with all connectors that the command brings, as an engine sees it. */
export function createJobBench(secrets: SecretPolicy, network?: OutboundNetwork): JobBench {
  const logLines: string[] = [];
  const log = (fields: object, message: string): void =>
    void logLines.push(stringifyJson({ ...fields, message }));
  const metrics = createJobMetrics();
  const runtime: ConnectorRuntime = createConnectorRuntime({
    connectors: bundledConnectors,
    secrets,
    documents: createMemoryDocumentStore(),
    ...(network !== undefined && { network }),
    observers: [metrics.observer],
    logger: { debug: log, info: log, warn: log, error: log },
    maxJobDurationMs: 10_000,
  });
  return {
    async settle(hostile) {
      logLines.length = 0;
      const outcomes: JobOutcome[] = [];
      const accepted = runtime.accept(toJob(hostile), {
        settle(_job, outcome) {
          outcomes.push(outcome);
          return Promise.resolve('settled');
        },
        extendDeadline: () => Promise.resolve('extended'),
      });
      await expectSoon(accepted);
      expect(outcomes).toHaveLength(1);
      const [outcome] = outcomes as [JobOutcome];
      expectTakenByEngine(outcome);
      const told = [stringifyJson({ ...outcome }), ...logLines, await metrics.registry.metrics()].join('\n');
      expect(findLeaks(told, MARKER)).toEqual([]);
      return outcome;
    },
    close: () => runtime.drain({ timeoutMs: 0 }),
  };
}

async function expectSoon(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const hang = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Not settled within ${HANG_MS} ms`)), HANG_MS);
  });
  await Promise.race([work, hang]).finally(() => clearTimeout(timer));
}

/** What the gateway would refuse is no answer. */
function expectTakenByEngine(outcome: JobOutcome): void {
  expect(parseJson(outcome.variables)).toBeTypeOf('object');
  expect(Buffer.byteLength(stringifyJson({ ...outcome }))).toBeLessThan(MAX_MESSAGE_BYTES);
  if (outcome.kind === 'throwError') expect(outcome.errorCode).not.toBe('');
  if (outcome.kind !== 'fail') return;
  expect(Number.isInteger(outcome.retries)).toBe(true);
  expect(outcome.retries).toBeGreaterThanOrEqual(0);
  expect(outcome.retries).toBeLessThanOrEqual(MAX_INT_32);
  expect(Number.isSafeInteger(outcome.retryBackoffMs)).toBe(true);
  expect(outcome.retryBackoffMs).toBeGreaterThanOrEqual(0);
}

function toJob({ type, variables, headers }: HostileJob): ActivatedJob {
  lastKey += 1;
  return {
    key: String(lastKey),
    type,
    processInstanceKey: '100',
    bpmnProcessId: 'hostile',
    processDefinitionKey: '7',
    processDefinitionVersion: 1,
    elementId: 'task',
    elementInstanceKey: '200',
    headers,
    retries: 3,
    deadline: Date.now() + 60_000,
    variables: stringifyJson(variables),
    tenantId: '<default>',
  };
}
