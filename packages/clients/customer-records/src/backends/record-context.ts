import type { JobFacts, OperationContext } from '@jobwright/connector-sdk';

/** On whose behalf a record is changed: what the audit row says. */
export type ChangeOrigin = Pick<
  JobFacts,
  'key' | 'bpmnProcessId' | 'processInstanceKey' | 'elementId' | 'elementInstanceKey' | 'tenantId'
>;

/** What the client needs of its surroundings. The context of an operation has it all. */
export interface RecordContext extends Pick<
  OperationContext,
  'signal' | 'expiresAt' | 'logger' | 'idempotencyKey' | 'resources' | 'network' | 'trace' | 'hideSecret'
> {
  readonly job: ChangeOrigin;
}
