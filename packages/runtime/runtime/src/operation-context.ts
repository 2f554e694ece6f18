import type { ResourceScope } from '@jobwright/concurrency';
import type {
  DocumentStore,
  EffectLog,
  Logger,
  OperationContext,
  OutboundNetwork,
  Trace,
} from '@jobwright/connector-sdk';
import type { ActivatedJob } from './job.ts';

interface ContextParts {
  readonly signal: AbortSignal;
  readonly expiresAt: number;
  readonly logger: Logger;
  readonly documents: DocumentStore;
  readonly effects: EffectLog;
  readonly resources: ResourceScope;
  readonly network: OutboundNetwork;
  readonly trace: Trace;
  readonly idempotencyNamespace: string;
  readonly hideSecret: (secret: string) => void;
}

/** What a connector sees of its job: facts, and no means to answer it. */
export function createOperationContext(job: ActivatedJob, parts: ContextParts): OperationContext {
  return {
    signal: parts.signal,
    expiresAt: parts.expiresAt,
    logger: parts.logger,
    documents: parts.documents,
    effects: parts.effects,
    resources: parts.resources,
    network: parts.network,
    trace: parts.trace,
    hideSecret: parts.hideSecret,
    idempotencyKey: `${parts.idempotencyNamespace}${prefixOf(job)}${job.processInstanceKey}-${job.elementInstanceKey}-${job.key}`,
    job: {
      key: job.key,
      type: job.type,
      processInstanceKey: job.processInstanceKey,
      bpmnProcessId: job.bpmnProcessId,
      elementId: job.elementId,
      elementInstanceKey: job.elementInstanceKey,
      retries: job.retries,
      headers: job.headers,
      tenantId: job.tenantId,
      ...(job.physicalTenantId !== undefined && { physicalTenantId: job.physicalTenantId }),
      ...(job.priority !== undefined && { priority: job.priority }),
      ...(job.tags !== undefined && { tags: job.tags }),
      ...(job.businessId !== undefined && { businessId: job.businessId }),
    },
  };
}

/**
 * The physical tenants of a cluster count keys each for itself. The default one has the keys of clusters
 * without others.
 */
const prefixOf = ({ physicalTenantId = 'default' }: ActivatedJob): string =>
  physicalTenantId === 'default' ? '' : `${physicalTenantId}:`;
