import type { BpmnModel } from '@jobwright/bpmn-model';
import { ConnectorError, type OperationContext, RetryableError } from '@jobwright/connector-sdk';

/** Which deployed version of a process is asked for. */
export interface ProcessDefinition {
  readonly processDefinitionKey: string;
  readonly bpmnProcessId: string;
  readonly version: number;
  readonly tenantId: string;
}

/**
 * Gives the BPMN file that a process definition was deployed with, as XML or read. `undefined`, and what it
 * throws, are waited out and asked for again within the job's time; a ConnectorError makes an incident
 * instead. It is asked once for each definition.
 */
export type ProcessModels = (
  definition: ProcessDefinition,
  options: Pick<OperationContext, 'resources' | 'signal'>,
) => string | BpmnModel | undefined | Promise<string | BpmnModel | undefined>;

/** What to do where models are not available. */
export const MODEL_ADVICE =
  'set `secrets.models` to the folders of the deployed .bpmn files (in code `models`, a function), or `secrets.scope: any`';

/** What is known beside the reason. */
export interface ModelErrorOptions {
  readonly cause?: unknown;
  /** What is read from the model. Default: the secrets that it names. */
  readonly purpose?: 'secrets' | 'inputs';
}

const UNKNOWN = {
  secrets: 'which secrets the deployed model names',
  inputs: 'what the inputs of the task are in the deployed model',
} as const;

/**
 * The model is not available, and waiting does not help: a ConnectorError with the code
 * `PROCESS_MODEL_REFUSED`.
 */
export const modelRefused = (
  reason: string,
  { purpose = 'secrets', ...options }: ModelErrorOptions = {},
): ConnectorError =>
  new ConnectorError({
    code: 'PROCESS_MODEL_REFUSED',
    message: `It is not known ${UNKNOWN[purpose]}: ${reason}${purpose === 'secrets' ? `; ${MODEL_ADVICE}` : ''}`,
    ...options,
  });

const unreadable = new WeakSet<object>();

/** There is a model, but its text cannot be read: another try soon would only take as long again. */
export function modelUnreadable(reason: string): ConnectorError {
  const error = modelRefused(reason);
  unreadable.add(error);
  return error;
}

export const isModelUnreadable = (thrown: unknown): thrown is ConnectorError =>
  thrown instanceof ConnectorError && unreadable.has(thrown);

/** The delay before the next attempt of a job, in milliseconds. */
const PAUSE_MS = 30_000;

const unavailable = new WeakSet<object>();

/**
 * The model is not available yet: a RetryableError with the code `PROCESS_MODEL_UNAVAILABLE`, which leaves
 * the retries of a job unchanged.
 */
export function modelUnavailable(
  reason: string,
  { purpose = 'secrets', ...options }: ModelErrorOptions = {},
): RetryableError {
  const error = new RetryableError({
    code: 'PROCESS_MODEL_UNAVAILABLE',
    message: `It is not known yet ${UNKNOWN[purpose]}: ${reason}; the job is tried again`,
    retryAfterMs: PAUSE_MS,
    ...options,
  });
  unavailable.add(error);
  return error;
}

export const isModelUnavailable = (thrown: unknown): boolean =>
  typeof thrown === 'object' && thrown !== null && unavailable.has(thrown);
