import { isConnectorFailure, type Logger } from '@jobwright/connector-sdk';
import { type ClusterModels, MODEL_NOT_FOUND } from './cluster-models.ts';

/** Whether a cluster tells its deployed models. */
export type ModelsCheck =
  | { readonly kind: 'told' }
  /** Waiting does not help. */
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** No definition has this key: it is asked for only to see who answers. */
const NO_KEY = '1';

export async function checkModels(models: ClusterModels, signal: AbortSignal): Promise<ModelsCheck> {
  try {
    await models(
      { processDefinitionKey: NO_KEY, bpmnProcessId: '', version: 1, tenantId: '<default>' },
      { signal },
    );
    return { kind: 'told' };
  } catch (error) {
    if (!isConnectorFailure(error)) return { kind: 'unknown', reason: 'there is no answer in time' };
    if (error.code === MODEL_NOT_FOUND) return { kind: 'told' };
    return { kind: error.kind === 'retryable' ? 'unknown' : 'refused', reason: error.message };
  }
}

/** Tells before a job is taken that those which name secrets will fail. */
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
