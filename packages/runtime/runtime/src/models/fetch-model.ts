import { within } from '@jobwright/concurrency';
import type { BpmnModel } from '@jobwright/bpmn-model';
import { isConnectorFailure, type OperationContext, RetryableError } from '@jobwright/connector-sdk';
import { askUntilAnswered } from '../cluster/ask-until-answered.ts';
import { pickLiteralNames } from '../secrets/literal-names.ts';
import { modelUnreadable, type ProcessDefinition, type ProcessModels } from './process-models.ts';
import { readDeployedModel } from './read-deployed-model.ts';

const ATTEMPT_MS = 10_000;

type ModelHost = Pick<OperationContext, 'resources' | 'signal'>;

export interface ModelFetching extends ModelHost {
  /** Called with why an attempt failed, before it is made again. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * Asks for a model until it is there, or the signal ends it.
 * @throws ConnectorError when waiting does not help; the reason of the signal
 */
export function fetchModel(
  models: ProcessModels,
  definition: ProcessDefinition,
  { resources, signal, onFailure }: ModelFetching,
): Promise<BpmnModel> {
  const ask = async (): Promise<BpmnModel> => {
    const given = await attempt(models, definition, { resources, signal });
    if (given === undefined) throw new RetryableError({ code: 'NOT_THERE', message: 'it is not there' });
    return readModel(given, { resources, signal });
  };
  const isTransient = (error: unknown): boolean => !isConnectorFailure(error) || error.kind === 'retryable';
  return askUntilAnswered(ask, { signal, isTransient, onFailure });
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
