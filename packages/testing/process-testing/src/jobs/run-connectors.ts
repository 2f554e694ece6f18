import type { Connector } from '@jobwright/connector-sdk';
// eslint-disable-next-line @nx/enforce-module-boundaries -- only the gateways of the engine are loaded lazily, its core is not
import {
  type ActivatedJob as EngineJob,
  type Clock,
  type EngineCore,
  type Result,
  type SecretProvider,
  seesVariable,
} from '@jobwright/engine/core';
import { isJsonObject, type JsonObject, parseJson, stringifyJson } from '@jobwright/json';
import type {
  ActivatedJob,
  ConnectorRuntime,
  JobChannel,
  JobOutcome,
  RuntimeOptions,
} from '@jobwright/runtime';
import type { JobRunner } from './job-runner.ts';

/**
 * Stores, network, log and limits of the connectors of a test. With `secrets`, those of the test are for the
 * engine alone.
 */
export type ConnectorOptions = Omit<RuntimeOptions, 'connectors' | 'models'>;

/** Real connectors at work in a test. */
export interface RunningConnectors {
  readonly close: () => Promise<void>;
}

interface ConnectorSetup {
  readonly core: EngineCore;
  readonly clock: Clock;
  readonly runner: JobRunner;
  readonly connectors: readonly Connector[];
  readonly secrets: SecretProvider;
  readonly options: ConnectorOptions;
}

/** Longer than a test: how long a job may run is the runtime's own limit. */
const DEADLINE_MS = 3_600_000;

const readVariables = (text: string): JsonObject => {
  const variables = parseJson(text);
  return isJsonObject(variables) ? variables : {};
};

function settle(core: EngineCore, { key: jobKey }: ActivatedJob, outcome: JobOutcome): Result<void> {
  const variables = readVariables(outcome.variables);
  switch (outcome.kind) {
    case 'complete':
      return core.completeJob({ jobKey, variables });
    case 'fail': {
      const { errorMessage, retries, retryBackoffMs } = outcome;
      return core.failJob({ jobKey, errorMessage, retries, retryBackoffMs, variables });
    }
    case 'throwError': {
      const { errorCode, errorMessage } = outcome;
      return core.throwError({ jobKey, errorCode, errorMessage, variables });
    }
  }
}

const runtimeJob = (job: EngineJob): ActivatedJob => ({
  ...{ key: job.key, type: job.type, processInstanceKey: job.processInstanceKey, retries: job.retries },
  ...{ bpmnProcessId: job.bpmnProcessId, processDefinitionKey: job.processDefinitionKey },
  ...{ processDefinitionVersion: job.processDefinitionVersion, elementId: job.elementId },
  ...{ elementInstanceKey: job.elementInstanceKey, headers: job.customHeaders, tenantId: job.tenantId },
  deadline: performance.now() + DEADLINE_MS,
  variables: stringifyJson(job.variables),
});

/**
 * Runs connectors as the runtime does, with the jobs of the engine of a test. The runtime is loaded here, not
 * before.
 */
export async function runConnectors(setup: ConnectorSetup): Promise<RunningConnectors> {
  const { core, clock, runner, connectors, secrets, options } = setup;
  const { createConnectorRuntime } = await import('@jobwright/runtime');
  const runtime: ConnectorRuntime = createConnectorRuntime({
    hasVariable: (name, job) => seesVariable(core, name, job),
    expressions: { clock: { now: () => clock.now(), timeZone: 'UTC' } },
    ...options,
    connectors,
    secrets: options.secrets ?? { provider: { getSecret: (name) => secrets(name) } },
    models: ({ processDefinitionKey }) => core.processXml(processDefinitionKey),
  });
  const channel: JobChannel = {
    settle: (job, outcome) => Promise.resolve(settle(core, job, outcome).ok ? 'settled' : 'gone'),
    extendDeadline: () => Promise.resolve('extended'),
  };
  for (const { type } of connectors)
    runner.register(type, async (job) => {
      await runtime.accept(runtimeJob(job), channel);
    });
  return { close: () => runtime.drain({ timeoutMs: 0 }) };
}
