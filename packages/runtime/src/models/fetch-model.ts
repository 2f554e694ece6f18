import { setTimeout as sleep } from 'node:timers/promises';
import type { BpmnModel } from '@jobwright/bpmn-model';
import { isConnectorFailure, RetryableError } from '@jobwright/connector-sdk';
import { modelRefused, type ProcessDefinition, type ProcessModels } from './process-models.ts';

/** An attempt, and the pauses between them. */
const ATTEMPT_MS = 10_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

export interface ModelFetching {
  /** Ends the attempts. */
  readonly signal: AbortSignal;
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
  { signal, onFailure }: ModelFetching,
): Promise<BpmnModel> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      const given = await attempt(models, definition, signal);
      if (given !== undefined) return await toModel(given);
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
  signal: AbortSignal,
): Promise<string | BpmnModel | undefined> {
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(ATTEMPT_MS)]);
  let stop = (): void => undefined;
  const ended = new Promise<never>((_, reject) => {
    stop = () => reject(toLate(signal));
    bounded.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([models(definition, { signal: bounded }), ended]);
  } finally {
    bounded.removeEventListener('abort', stop);
  }
}

const toLate = (signal: AbortSignal): Error =>
  signal.aborted
    ? new Error('No longer wanted')
    : new RetryableError({ code: 'LATE', message: `there is no answer within ${ATTEMPT_MS / 1_000} s` });

async function toModel(given: string | BpmnModel): Promise<BpmnModel> {
  if (typeof given !== 'string') return given;
  // Loaded when the first secret is named: most of what it brings is for nothing else here.
  const { ModelError, readModel } = await import('@jobwright/bpmn-model');
  try {
    return await readModel(given);
  } catch (error) {
    if (error instanceof ModelError) throw modelRefused(`its model cannot be read (${error.message})`);
    throw error;
  }
}
