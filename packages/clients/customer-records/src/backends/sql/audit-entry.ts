import type { JsonObject } from '@jobwright/json';
import type { RecordKey } from '../backend.ts';
import type { RecordContext } from '../record-context.ts';
import { maskFields } from '../../record/mask-fields.ts';

/** Who changed what: one row of `jobwright_audit`. Its time is the database's. */
export interface AuditEntry {
  readonly operation: string;
  readonly table: string;
  readonly key: string;
  readonly versionBefore: number | null;
  readonly versionAfter: number;
  readonly fields: readonly string[];
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly process: string;
  readonly processInstance: string;
  readonly element: string;
  readonly elementInstance: string;
  readonly job: string;
  readonly tenant: string;
}

export interface RecordChange {
  readonly operation: string;
  readonly table: string;
  readonly key: RecordKey;
  readonly versionBefore: number | null;
  readonly versionAfter: number;
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly sensitive: readonly string[];
}

export const createAuditEntry = (change: RecordChange, { job }: Pick<RecordContext, 'job'>): AuditEntry => ({
  operation: change.operation,
  table: change.table,
  key: String(change.key),
  versionBefore: change.versionBefore,
  versionAfter: change.versionAfter,
  fields: Object.keys(change.after),
  before: maskFields(change.before, change.sensitive),
  after: maskFields(change.after, change.sensitive),
  process: job.bpmnProcessId,
  processInstance: job.processInstanceKey,
  element: job.elementId,
  elementInstance: job.elementInstanceKey,
  job: job.key,
  tenant: job.tenantId,
});
