import { setTimeout as sleep } from 'node:timers/promises';
import { createBackoff, within } from '@jobwright/concurrency';
import type { BpmnModel } from '@jobwright/bpmn-model';
import { isConnectorFailure, type OperationContext, RetryableError } from '@jobwright/connector-sdk';
import { pickLiteralNames } from '../secrets/literal-names.ts';
import { modelUnreadable, type ProcessDefinition, type ProcessModels } from './process-models.ts';
import { readDeployedModel } from './read-deployed-model.ts';

/** The time for an attempt, and the pauses between attempts. */
const ATTEMPT_MS = 10_000;
const PAUSES = { firstMs: 100, maxMs: 5_000 } as const;

type ModelHost = Pick<OperationContext, 'resources' | 'signal'>;

export interface ModelFetching extends ModelHost {
  /** Called with why an attempt failed, before it is made again. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * Asks for a model until it is there, or the signal ends it.
 * @throws ConnectorError when waiting does not help; the reason of the signal
 */
export async function fetchModel(
  models: ProcessModels,
  definition: ProcessDefinition,
  { resources, signal, onFailure }: ModelFetching,
): Promise<BpmnModel> {
  const pauses = createBackoff(PAUSES);
  for (;;) {
    try {
      const given = await attempt(models, definition, { resources, signal });
      if (given !== undefined) return await readModel(given, { resources, signal });
      onFailure(new RetryableError({ code: 'NOT_THERE', message: 'it is not there' }));
    } catch (error) {
      signal.throwIfAborted();
      if (isConnectorFailure(error) && error.kind !== 'retryable') throw error;
      onFailure(error);
    }
    await sleep(pauses.next(), undefined, { signal });
  }
}

/** A function of a user may not listen to its signal. */
const attempt = (
  models: ProcessModels,
  definition: ProcessDefinition,
  { resources, signal }: ModelHost,
): Promise<string | BpmnModel | undefined> =>
  within({ timeoutMs: ATTEMPT_MS, signal, timeoutError: lateError }, async (bounded) =>
    models(definition, { resources, signal: bounded }),
  );

const lateError = (): Error =>
  new RetryableError({ code: 'LATE', message: `there is no answer within ${ATTEMPT_MS / 1_000} s` });

async function readModel(given: string | BpmnModel, host: ModelHost): Promise<BpmnModel> {
  const reading = typeof given === 'string' ? await readDeployedModel(given, host) : pickLiteralNames(given);
  if (reading.kind === 'read') return reading.model;
  throw modelUnreadable(`its model cannot be read (${reading.reason})`);
}
