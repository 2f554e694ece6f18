import type { JobFacts, OperationContext } from '@jobwright/connector-sdk';

/** The job that changes a record, as the audit row names it. */
export type ChangeOrigin = Pick<
  JobFacts,
  'key' | 'bpmnProcessId' | 'processInstanceKey' | 'elementId' | 'elementInstanceKey' | 'tenantId'
>;

/** What the client needs from its caller. An operation's context has all of it. */
export interface RecordContext extends Pick<
  OperationContext,
  'signal' | 'expiresAt' | 'logger' | 'idempotencyKey' | 'resources' | 'network' | 'trace' | 'hideSecret'
> {
  readonly job: ChangeOrigin;
}
