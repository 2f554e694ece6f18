import { isConnectorFailure, type Logger } from '@jobwright/connector-sdk';
import { type ClusterModels, MODEL_NOT_FOUND } from './cluster-models.ts';

/** Whether deployed models can be read from a cluster. */
export type ModelsCheck =
  | { readonly kind: 'readable' }
  /** It will not help to wait. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** No answer decided it. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** No definition has this key: only the kind of the answer matters. */
const NO_KEY = '1';

/** Checks whether deployed models can be read, by asking for one that does not exist. Never rejects. */
export async function checkModels(models: ClusterModels, signal: AbortSignal): Promise<ModelsCheck> {
  try {
    await models(
      { processDefinitionKey: NO_KEY, bpmnProcessId: '', version: 1, tenantId: '<default>' },
      { signal },
    );
    return { kind: 'readable' };
  } catch (error) {
    if (!isConnectorFailure(error)) return { kind: 'unknown', reason: 'no answer in time' };
    if (error.code === MODEL_NOT_FOUND) return { kind: 'readable' };
    return { kind: error.kind === 'retryable' ? 'unknown' : 'refused', reason: error.message };
  }
}

/** Logs before the first job that jobs which name secrets will fail. */
export async function reportModels(
  models: ClusterModels,
  { logger, signal }: { readonly logger: Logger; readonly signal: AbortSignal },
): Promise<void> {
  const check = await checkModels(models, signal);
  if (check.kind === 'refused')
    logger.error({ reason: check.reason }, 'Jobs that name secrets will fail: no deployed model can be read');
  if (check.kind === 'unknown' && !signal.aborted)
    logger.warn(
      { reason: check.reason },
      'Deployed models cannot be read now; jobs that name secrets wait for them',
    );
}
