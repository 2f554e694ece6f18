import type { AuditRecord } from '../audit/audit-record.ts';
import type { Engine } from '../engine.ts';
import type { Key } from '../key.ts';
import { findRootKey } from './instance-parts.ts';

/** An entry of the audit log, to search for. */
export interface AuditFound extends AuditRecord {
  readonly category: 'DEPLOYED_RESOURCES' | 'USER_TASKS';
  /** Of the process instance; null without one. */
  rootKey(): Key | null;
}

export const listAuditLog = (engine: Engine): readonly AuditFound[] =>
  engine.state.auditLog.map((record) => ({
    ...record,
    category: record.entityType === 'USER_TASK' ? 'USER_TASKS' : 'DEPLOYED_RESOURCES',
    rootKey: () =>
      record.processInstanceKey === undefined ? null : findRootKey(engine, record.processInstanceKey),
  }));
