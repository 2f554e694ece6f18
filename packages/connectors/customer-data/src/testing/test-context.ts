import {
  openNetwork,
  noEffectLog,
  noTrace,
  type OperationContext,
  type ResourceScope,
  silentLogger,
  type Trace,
} from '@jobwright/connector-sdk';

let lastKey = 0;

/** A context as a runtime makes it. Each has an idempotency key of its own unless one is given. */
export function createTestContext(options: {
  readonly resources: ResourceScope;
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
  readonly trace?: Trace;
}): OperationContext {
  const key = options.idempotencyKey ?? `job-${(lastKey += 1)}`;
  const noDocuments = () => Promise.reject(new Error('This connector has no documents'));
  return {
    signal: options.signal ?? new AbortController().signal,
    logger: silentLogger,
    documents: { create: noDocuments, open: noDocuments },
    effects: noEffectLog,
    idempotencyKey: key,
    job: {
      key: '1',
      type: 'io.jobwright:customer-data:1',
      processInstanceKey: '2',
      bpmnProcessId: 'process',
      elementId: 'update',
      elementInstanceKey: '3',
      retries: 3,
      headers: {},
      tenantId: '<default>',
    },
    resources: options.resources,
    network: openNetwork,
    trace: options.trace ?? noTrace,
  };
}
