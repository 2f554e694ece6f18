import { setTimeout as sleep } from 'node:timers/promises';
import type { BpmnModel } from '@jobwright/bpmn-model';
import { isConnectorFailure, type OperationContext, RetryableError } from '@jobwright/connector-sdk';
import { toLiteralNames } from '../secrets/literal-names.ts';
import { modelUnreadable, type ProcessDefinition, type ProcessModels } from './process-models.ts';
import { readDeployedModel } from './read-deployed-model.ts';

/** An attempt, and the pauses between them. */
const ATTEMPT_MS = 10_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

type ModelHost = Pick<OperationContext, 'resources' | 'signal'>;

/** The signal ends the attempts. */
export interface ModelFetching extends ModelHost {
  /** Told why an attempt failed that is made again. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * Asks for a model until it is there.
 * @throws ConnectorError when waiting does not help; the reason of the signal
 */
export async function fetchModel(
  models: ProcessModels,
  definition: ProcessDefinition,
  { resources, signal, onFailure }: ModelFetching,
): Promise<BpmnModel> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      const given = await attempt(models, definition, { resources, signal });
      if (given !== undefined) return await toModel(given, { resources, signal });
      onFailure(new RetryableError({ code: 'NOT_THERE', message: 'it is not there' }));
    } catch (error) {
      signal.throwIfAborted();
      if (isConnectorFailure(error) && error.kind !== 'retryable') throw error;
      onFailure(error);
    }
    await sleep(pauseMs * (0.5 + Math.random()), undefined, { signal });
  }
}

/** A function of others may know nothing of signals. */
async function attempt(
  models: ProcessModels,
  definition: ProcessDefinition,
  { resources, signal }: ModelHost,
): Promise<string | BpmnModel | undefined> {
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(ATTEMPT_MS)]);
  let stop = (): void => undefined;
  const ended = new Promise<never>((_, reject) => {
    stop = () => reject(toLate(signal));
    bounded.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([models(definition, { resources, signal: bounded }), ended]);
  } finally {
    bounded.removeEventListener('abort', stop);
  }
}

const toLate = (signal: AbortSignal): Error =>
  signal.aborted
    ? new Error('No longer wanted')
    : new RetryableError({ code: 'LATE', message: `there is no answer within ${ATTEMPT_MS / 1_000} s` });

async function toModel(given: string | BpmnModel, host: ModelHost): Promise<BpmnModel> {
  const reading = typeof given === 'string' ? await readDeployedModel(given, host) : toLiteralNames(given);
  if (reading.kind === 'read') return reading.model;
  throw modelUnreadable(`its model cannot be read (${reading.reason})`);
}
