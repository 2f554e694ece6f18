import { createCamundaClient } from '@camunda8/orchestration-cluster-api';
import type { EmbeddedEngine } from '../embedded-engine.ts';

/** Nothing is eventual in the engine: a search is answered at once. */
export const AT_ONCE = { consistency: { waitUpToMs: 0 } } as const;

/**
 * Camunda's client of the REST API, which refuses answers that are not as the published OpenAPI says; nothing
 * comes from the environment.
 */
export function connectClusterApi(engine: Pick<EmbeddedEngine, 'restAddress'>) {
  return createCamundaClient({
    env: {},
    config: {
      CAMUNDA_REST_ADDRESS: `${engine.restAddress}/v2`,
      CAMUNDA_AUTH_STRATEGY: 'NONE',
      CAMUNDA_SDK_VALIDATION: 'req:strict,res:strict',
      CAMUNDA_SDK_LOG_LEVEL: 'silent',
      CAMUNDA_SDK_HTTP_RETRY_MAX_ATTEMPTS: 1,
    },
  });
}
