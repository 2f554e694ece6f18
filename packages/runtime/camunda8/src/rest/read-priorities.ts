import { createLruCache, timeoutSignal } from '@jobwright/concurrency';
import type { GatewayJob } from '../gateway/gateway-job.ts';
import type { ClusterModels } from './cluster-models.ts';

/** The element of a model that gives a priority to the jobs of an element or a process. */
const PRIORITY = /<(?:[\w.-]+:)?jobPriorityDefinition[\s/>]/;
/**
 * Shorter than an attempt of those who cannot do without the model: a request that hangs ends with theirs.
 */
const TIMEOUT_MS = 5_000;
/** Definitions that were read. One that was forgotten is read again. */
const MAX_KNOWN = 1_000;

/**
 * Tells whether the deployed model of a job gives priorities to any jobs. A definition is read once for all
 * job types.
 * @throws Error when it cannot be read
 */
export function createPriorityReader(
  models: ClusterModels,
  stop: AbortSignal,
): (job: GatewayJob) => Promise<boolean> {
  const known = createLruCache<boolean>({ maxEntries: MAX_KNOWN });
  return async ({ processDefinitionKey, bpmnProcessId, processDefinitionVersion: version, tenantId }) => {
    const before = known.get(processDefinitionKey);
    if (before !== undefined) return before;
    const signal = timeoutSignal(TIMEOUT_MS, stop);
    const xml = await models({ processDefinitionKey, bpmnProcessId, version, tenantId }, { signal });
    const hasPriorities = PRIORITY.test(xml);
    known.set(processDefinitionKey, hasPriorities);
    return hasPriorities;
  };
}
