import { createLruCache, createSingleFlight, within } from '@jobwright/concurrency';
import {
  type ConnectorError,
  isConnectorFailure,
  type Logger,
  type OperationContext,
  type RetryableError,
} from '@jobwright/connector-sdk';
import type { ActivatedJob } from '../job.ts';
import type { JobLease } from '../lease/job-lease.ts';
import { fetchModel } from '../models/fetch-model.ts';
import {
  isModelUnreadable,
  modelRefused,
  modelUnavailable,
  type ProcessDefinition,
  type ProcessModels,
} from '../models/process-models.ts';
import { createElementFields, type ElementFields } from './element-fields.ts';
import type { SecretScope } from './job-secrets.ts';
import { anyField, type SecretFields } from './secret-fields.ts';

/** Finds out where secrets count in the variables of a job. */
export type FieldsOfJob = (
  job: ActivatedJob,
  lease: Pick<JobLease, 'signal' | 'expiresAt'>,
) => Promise<SecretFields>;

export interface ModelFieldsOptions {
  readonly scope: SecretScope;
  readonly models: ProcessModels | undefined;
  readonly logger: Logger;
  /** Where models are read. */
  readonly resources: OperationContext['resources'];
  /** Characters of all that is kept of models. Default 10,000,000. */
  readonly maxCharacters?: number;
}

/** A job waits no longer than that, and keeps part of its own time for the answer. */
const MAX_WAIT_MS = 60_000;
const SHARE_OF_TIME = 0.9;
const MAX_CHARACTERS = 10_000_000;
/** A model that cannot be read is not read again for that long: it may have driven a thread to its limit. */
const KEEP_REFUSAL_MS = 60_000;
const MAX_REFUSALS = 1_000;

/** Why the last attempt to get a model failed, while it is asked for. */
interface Attempts {
  failure: unknown;
}

/** Each definition is asked for once, for all jobs that wait for it, and kept. */
export function createModelFields(options: ModelFieldsOptions): FieldsOfJob {
  const { scope, models, logger, resources, maxCharacters = MAX_CHARACTERS } = options;
  if (scope === 'any') return () => Promise.resolve(anyField);
  if (models === undefined) return () => Promise.reject(modelRefused('no source of models is given'));
  const known = createLruCache<ElementFields>({ maxWeight: maxCharacters });
  const refusals = createLruCache<ConnectorError>({ maxEntries: MAX_REFUSALS });
  const flights = createSingleFlight<ElementFields>();
  const underWay = new Map<string, Attempts>();

  const load = async (
    address: string,
    definition: ProcessDefinition,
    signal: AbortSignal,
  ): Promise<ElementFields> => {
    const attempts: Attempts = { failure: undefined };
    underWay.set(address, attempts);
    const onFailure = (error: unknown): void => {
      if (attempts.failure === undefined)
        logger.warn({ ...definition, error }, 'The model of a process is not available yet; asking again');
      attempts.failure = error;
    };
    try {
      const model = await fetchModel(models, definition, { resources, signal, onFailure });
      const fields = createElementFields(model, definition.bpmnProcessId);
      known.set(address, fields, { weight: fields.weight });
      return fields;
    } catch (error) {
      if (isModelUnreadable(error)) refusals.set(address, error, { ttlMs: KEEP_REFUSAL_MS });
      throw error;
    } finally {
      if (underWay.get(address) === attempts) underWay.delete(address);
    }
  };

  return async (job, lease) => {
    const definition = definitionOf(job);
    const address = `${definition.processDefinitionKey} ${definition.bpmnProcessId}`;
    const refusal = refusals.get(address);
    if (refusal !== undefined) throw refusal;
    const deadline = {
      timeoutMs: Math.min((lease.expiresAt - performance.now()) * SHARE_OF_TIME, MAX_WAIT_MS),
      signal: lease.signal,
      timeoutError: () => unavailableError(underWay.get(address)?.failure),
    };
    const elements =
      known.get(address) ??
      (await within(deadline, (waiting) =>
        flights.run(address, (signal) => load(address, definition, signal), waiting),
      ));
    const fields = elements.of(job.elementId);
    if (fields !== undefined) return fields;
    known.delete(address);
    throw modelRefused(`the model has no element ${job.elementId} in a process ${job.bpmnProcessId}`);
  };
}

const definitionOf = (job: ActivatedJob): ProcessDefinition => ({
  processDefinitionKey: job.processDefinitionKey,
  bpmnProcessId: job.bpmnProcessId,
  version: job.processDefinitionVersion,
  tenantId: job.tenantId,
});

/** The message of an unknown error may contain anything, so it is only in the log. */
const unavailableError = (failure: unknown): RetryableError =>
  modelUnavailable(
    isConnectorFailure(failure) ? failure.message : 'the reason is in the log of the runtime',
    { cause: failure },
  );
