import type { CompensableActivity } from '../engine-state.ts';
import type { Result } from '../commands.ts';
import { succeed } from '../result.ts';
import { type MigratedElement, type Migration, rejectMigration } from './migration.ts';

/** The activity that a mapped compensation event belongs to in the target. */
function findTargetActivity(migration: Migration, boundaryId: string): Result<string | undefined> {
  const targetId = migration.mappings.get(boundaryId);
  if (targetId === undefined) return succeed(undefined);
  const event = migration.target.findNode(targetId);
  if (event?.kind === 'boundary' && event.trigger.kind === 'compensation') return succeed(event.attachedToId);
  return rejectMigration(
    migration,
    `compensation boundary event '${boundaryId}' is mapped to '${targetId}', which is not a compensation boundary event.`,
    'INVALID_ARGUMENT',
  );
}

function planActivities(
  migration: Migration,
  activities: readonly CompensableActivity[],
  scopeId: string,
): Result<CompensableActivity[]> {
  const planned: CompensableActivity[] = [];
  for (const { activityId, boundaryId, inner } of activities) {
    const own = boundaryId === null ? succeed(undefined) : findTargetActivity(migration, boundaryId);
    if (!own.ok) return own;
    const targetActivityId = own.value ?? migration.mappings.get(activityId) ?? activityId;
    const within = planActivities(migration, inner, targetActivityId);
    if (!within.ok) return within;
    if (own.value === undefined && within.value.length === 0) continue;
    const activity = migration.target.findNode(targetActivityId);
    // In a multi-instance activity the scope is its body, of the same element.
    if (targetActivityId !== scopeId && activity?.scopeId !== scopeId)
      return rejectMigration(
        migration,
        `the flow scope of the completed activity '${activityId}' is changed. It is expected to be '${scopeId}' but was '${activity?.scopeId ?? ''}'. The flow scope of a compensation boundary event cannot be changed during migration yet.`,
      );
    const targetBoundaryId = boundaryId === null ? undefined : migration.mappings.get(boundaryId);
    planned.push({
      activityId: targetActivityId,
      boundaryId: targetBoundaryId ?? null,
      inner: within.value,
    });
  }
  return succeed(planned);
}

/**
 * What the compensation events of a scope can undo afterwards: completed activities whose compensation event
 * is mapped.
 */
export function planCompensation(
  migration: Migration,
  { instance, to }: MigratedElement,
): Result<CompensableActivity[] | undefined> {
  const { compensable } = instance;
  return compensable ? planActivities(migration, compensable, to.id) : succeed(undefined);
}
