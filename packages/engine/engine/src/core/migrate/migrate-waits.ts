import type { Result } from '../commands.ts';
import type { Engine } from '../engine.ts';
import type { ElementInstance } from '../engine-state.ts';
import { succeed } from '../result.ts';
import { closeWaits, evaluateWait, isAwaited, listEvents, type Wait } from '../waits.ts';
import { type MigratedElement, type Migration, rejectMigration } from './migration.ts';

function listMessageNames({ state }: Engine, { subscriptionKeys }: ElementInstance): ReadonlySet<string> {
  const subscriptions = subscriptionKeys.map((key) => state.subscriptions.get(key));
  return new Set(subscriptions.flatMap((one) => (one?.kind === 'message' ? [one.name] : [])));
}

/**
 * What an element has to wait for besides what is kept: the catch events of the target that nothing is mapped
 * to.
 */
export function planNewWaits(
  migration: Migration,
  { instance, from, to }: MigratedElement,
): Result<readonly Wait[]> {
  const { engine, target, targetIds } = migration;
  const waits: Wait[] = [];
  if (instance.phase !== 'active' || instance.isInterrupted === true) return succeed(waits);
  const known = listMessageNames(engine, instance);
  const scope = { ...instance, elementId: to.id, definitionKey: target.definition.key };
  for (const event of listEvents(instance, to, target.node)) {
    const { trigger, id: nodeId } = event;
    if (!isAwaited(trigger) || targetIds.has(nodeId)) continue;
    const wait = evaluateWait(engine, scope, { nodeId, trigger });
    if (!wait.ok)
      return rejectMigration(
        migration,
        `active element with id '${from.id}' is mapped to element with id '${to.id}' that must be subscribed to a catch event. ${wait.failure.message}`,
      );
    const { value } = wait;
    if (value.kind === 'message' && known.has(value.name))
      return rejectMigration(
        migration,
        `active element with id '${from.id}' attempts to subscribe to a message it is already subscribed to with name '${value.name}'. Migrating active elements that subscribe to a message they are already subscribed to is not possible yet. Please provide a mapping instruction to message catch event with id '${nodeId}' to migrate the respective message subscription.`,
      );
    waits.push(value);
  }
  return succeed(waits);
}

/**
 * Timers and subscriptions of mapped events go on unchanged, with their names, keys and due dates; the others
 * end.
 */
export function keepMappedWaits(
  { engine, target, mappings }: Migration,
  { instance }: MigratedElement,
): void {
  closeWaits(engine, instance, (nodeId) => !mappings.has(nodeId));
  const { timers, subscriptions } = engine.state;
  const { key: definitionKey, bpmnProcessId } = target.definition;
  for (const key of instance.timerKeys) {
    const timer = timers.get(key);
    if (timer)
      timers.set(key, { ...timer, nodeId: mappings.get(timer.nodeId) ?? timer.nodeId, definitionKey });
  }
  for (const key of instance.subscriptionKeys) {
    const subscription = subscriptions.get(key);
    if (!subscription) continue;
    // Changed in place: it keeps its place in the order of those that wait for the same message.
    subscription.nodeId = mappings.get(subscription.nodeId) ?? subscription.nodeId;
    subscription.definitionKey = definitionKey;
    subscription.bpmnProcessId = bpmnProcessId;
  }
}
