import type { Result } from '../commands.ts';
import type { Executable } from '../executable.ts';
import { succeed } from '../result.ts';
import type { MappingInstruction } from './migrate-types.ts';
import { type Migration, rejectMigration } from './migration.ts';

const isKnown = ({ findNode, flowTarget }: Executable, id: string): boolean =>
  findNode(id) !== undefined || flowTarget(id) !== undefined;

/** A message starts one instance of a process per correlation key: migration must not make it two. */
function checkStartLock(migration: Migration): Result<void> {
  const { engine, root, source, target } = migration;
  const { bpmnProcessId, tenantId, key } = target.definition;
  const correlationKey = root.start?.correlationKey;
  if (correlationKey === undefined || bpmnProcessId === source.definition.bpmnProcessId)
    return succeed(undefined);
  const hasMessageStart = target.definition.graph.nodes.some(
    (node) => node.kind === 'start' && node.scopeId === target.rootId && node.trigger?.kind === 'message',
  );
  if (!hasMessageStart || !engine.startLocks.isTaken({ bpmnProcessId, correlationKey, tenantId }))
    return succeed(undefined);
  return rejectMigration(
    migration,
    `target process definition '${key}' has an active instance triggered by a message start event with correlation key '${correlationKey}'. Only one instance per correlation key is allowed for message start events.`,
  );
}

/** Checks what can be seen without looking at the active elements. */
export function checkPlan(migration: Migration, instructions: readonly MappingInstruction[]): Result<void> {
  const locked = checkStartLock(migration);
  if (!locked.ok) return locked;
  for (const { sourceElementId, targetElementId } of instructions) {
    const [side, id, where] = isKnown(migration.source, sourceElementId)
      ? (['target', targetElementId, migration.target] as const)
      : (['source', sourceElementId, migration.source] as const);
    if (!isKnown(where, id))
      return rejectMigration(
        migration,
        `mapping instructions contain a non-existing ${side} element id '${id}'. Elements provided in mapping instructions must exist in the ${side} process definition.`,
        'INVALID_ARGUMENT',
      );
  }
  return succeed(undefined);
}
