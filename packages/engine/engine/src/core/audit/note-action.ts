import type { Engine } from '../engine.ts';
import type { Key } from '../key.ts';
import type { AuditContext, AuditedAction } from './audit-record.ts';

/** Entries that are remembered at least. */
const MAX_ENTRIES = 10_000;
/** Dropped at once, since the list closes the gap. */
const DROPPED = 1_000;

/** Puts an action into the audit log. */
export function noteAction({ state, clock }: Pick<Engine, 'state' | 'clock'>, action: AuditedAction): void {
  const { auditLog } = state;
  const key = String(Number(auditLog.at(-1)?.key ?? 0) + 1);
  auditLog.push({ ...action, key, at: clock.now() });
  if (auditLog.length >= MAX_ENTRIES + DROPPED) auditLog.splice(0, DROPPED);
}

/** Where a running element belongs; empty when there is no such element. */
export function contextOf({ state }: Pick<Engine, 'state'>, elementInstanceKey: Key): AuditContext {
  const element = state.elementInstances.get(elementInstanceKey);
  const definition = element && state.definitions.get(element.definitionKey);
  if (!element || !definition) return {};
  return {
    tenantId: definition.tenantId,
    processDefinitionId: definition.bpmnProcessId,
    processDefinitionKey: definition.key,
    processInstanceKey: element.processInstanceKey,
    ...(element.scopeKey !== null && { elementInstanceKey }),
  };
}
