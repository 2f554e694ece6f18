import type { GatewayJob } from '../gateway/gateway-job.ts';
import type { ClusterModels } from './cluster-models.ts';

/** The element of a model that gives a priority to the jobs of an element or a process. */
const PRIORITY = /<(?:[\w.-]+:)?jobPriorityDefinition[\s/>]/;
/**
 * Shorter than an attempt of those who cannot do without the model: a request that hangs ends with theirs.
 */
const TIMEOUT_MS = 5_000;

/**
 * Tells whether the deployed model of a job gives priorities to any jobs. @throws Error when it cannot be
 * read
 */
export function createPriorityReader(
  models: ClusterModels,
  stop: AbortSignal,
): (job: GatewayJob) => Promise<boolean> {
  return async ({ processDefinitionKey, bpmnProcessId, processDefinitionVersion: version, tenantId }) => {
    const signal = AbortSignal.any([stop, AbortSignal.timeout(TIMEOUT_MS)]);
    return PRIORITY.test(
      await models({ processDefinitionKey, bpmnProcessId, version, tenantId }, { signal }),
    );
  };
}
