import { createResourceScope } from '@jobwright/concurrency';
import {
  type DocumentStore,
  noEffectLog,
  noTrace,
  openNetwork,
  type OperationContext,
  silentLogger,
} from '@jobwright/connector-sdk';

export interface CallContext extends OperationContext {
  close(): Promise<void>;
}

/** What a runtime gives a connector, without the runtime. */
export function createCallContext(documents: DocumentStore, signal: AbortSignal): CallContext {
  const resources = createResourceScope();
  return {
    signal,
    logger: silentLogger,
    documents,
    effects: noEffectLog,
    network: openNetwork,
    trace: noTrace,
    resources,
    idempotencyKey: 'bench',
    job: {
      key: '1',
      type: 'io.camunda:http-json:1',
      processInstanceKey: '2',
      bpmnProcessId: 'bench',
      elementId: 'task',
      elementInstanceKey: '3',
      retries: 1,
      headers: {},
      tenantId: '<default>',
    },
    close: () => resources.close(),
  };
}
