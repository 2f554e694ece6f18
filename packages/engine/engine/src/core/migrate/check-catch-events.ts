import { findDuplicates } from '../../model/find-duplicates.ts';
import type { Result } from '../commands.ts';
import { succeed } from '../result.ts';
import { listEvents } from '../waits.ts';
import { eventTypeName, type MigratedElement, type Migration, rejectMigration } from './migration.ts';

/** Mapped catch events stay with their element, are not merged, and keep their kind. */
export function checkCatchEvents(
  migration: Migration,
  { instance, from, to }: MigratedElement,
): Result<void> {
  const { source, target, mappings } = migration;
  const mapped = listEvents(instance, from, source.node).flatMap((event) => {
    const targetId = mappings.get(event.id);
    return targetId === undefined ? [] : [{ event, targetId }];
  });
  if (mapped.length === 0) return succeed(undefined);
  const targets = new Map(listEvents(instance, to, target.node).map((event) => [event.id, event]));
  const subject = `active element with id '${from.id}'`;
  for (const { event, targetId } of mapped)
    if (!targets.has(targetId))
      return rejectMigration(
        migration,
        `${subject} is mapped to an element with id '${to.id}' and has a catch event with id '${event.id}' that is mapped to a catch event with id '${targetId}'. These mappings detach the catch event from the element in the target process. Catch events must stay attached to the same element instance.`,
      );
  const [merged] = findDuplicates(mapped.map(({ targetId }) => targetId));
  if (merged !== undefined) {
    const ids = mapped.filter(({ targetId }) => targetId === merged).map(({ event }) => event.id);
    return rejectMigration(
      migration,
      `${subject} has a catch event attached that is mapped to a catch event with id '${merged}'. There are multiple mapping instructions that target this catch event: '${ids.sort().join("', '")}'. Catch events cannot be merged by process instance migration. Please ensure the mapping instructions target a catch event only once.`,
    );
  }
  for (const { event, targetId } of mapped) {
    const targetEvent = targets.get(targetId);
    const [fromType, toType] = [eventTypeName(event), targetEvent ? eventTypeName(targetEvent) : ''];
    if (fromType !== toType)
      return rejectMigration(
        migration,
        `${subject} has a catch event with id '${event.id}' that is mapped to a catch event with id '${targetId}'. These catch events have different event types: '${fromType}' and '${toType}'. The event type of a catch event cannot be changed by process instance migration. Please ensure the event type of the catch event remains the same or remove the mapping instruction for these catch events.`,
      );
  }
  return succeed(undefined);
}
