import { findDuplicates } from '../../model/find-duplicates.ts';
import type { Result } from '../commands.ts';
import { watchConditions } from '../watch-conditions.ts';
import { forgetDrained } from '../deployment/delete-definition.ts';
import { type Engine, getExecutable } from '../engine.ts';
import type { CompensableActivity, ElementInstance } from '../engine-state.ts';
import { checkJoinsLater } from '../inclusive-join.ts';
import { reject, succeed } from '../result.ts';
import { collectSubtree } from '../terminate.ts';
import { replaceTokens } from '../waiting-tokens.ts';
import { openEvaluated, type Wait } from '../waits.ts';
import { checkCatchEvents } from './check-catch-events.ts';
import { checkElement } from './check-element.ts';
import { checkPlan } from './check-plan.ts';
import { planCompensation } from './migrate-compensation.ts';
import { migrateJob } from './migrate-job.ts';
import { planJoins } from './migrate-joins.ts';
import type { MigrateInstanceCommand } from './migrate-types.ts';
import { keepMappedWaits, planNewWaits } from './migrate-waits.ts';
import { type MigratedElement, type Migration, rejectMigration } from './migration.ts';

interface PlannedElement extends MigratedElement {
  readonly newWaits: readonly Wait[];
  readonly waitingFlowIds: readonly string[];
  readonly compensable: CompensableActivity[] | undefined;
}

/** All that can be refused is found here, before anything is changed. */
function planElement(migration: Migration, instance: ElementInstance): Result<PlannedElement> {
  const element = checkElement(migration, instance);
  if (!element.ok) return element;
  const events = checkCatchEvents(migration, element.value);
  if (!events.ok) return events;
  const joins = planJoins(migration, element.value);
  if (!joins.ok) return joins;
  const waits = planNewWaits(migration, element.value);
  if (!waits.ok) return waits;
  const compensation = planCompensation(migration, element.value);
  if (!compensation.ok) return compensation;
  return succeed({
    ...element.value,
    newWaits: waits.value,
    waitingFlowIds: joins.value,
    compensable: compensation.value,
  });
}

function migrateIncidents({ engine, target }: Migration, { incidentKeys, elementId }: ElementInstance): void {
  const { incidents } = engine.state;
  const { bpmnProcessId } = target.definition;
  for (const key of incidentKeys) {
    const incident = incidents.get(key);
    if (incident) incidents.set(key, { ...incident, elementId, bpmnProcessId });
  }
}

function migrateElement(migration: Migration, planned: PlannedElement): void {
  const { engine, target, mappings } = migration;
  const { instance, to, waitingFlowIds, compensable } = planned;
  migrateJob(migration, planned);
  keepMappedWaits(migration, planned);
  instance.elementId = to.id;
  instance.definitionKey = target.definition.key;
  replaceTokens(instance.waitingFlowIds, waitingFlowIds);
  if (compensable) instance.compensable = compensable;
  if (instance.start) {
    const nodeId = mappings.get(instance.start.nodeId) ?? instance.start.nodeId;
    instance.start = { ...instance.start, nodeId };
  }
  migrateIncidents(migration, instance);
  checkJoinsLater(engine, instance);
}

function migrateAll(migration: Migration, elements: readonly PlannedElement[]): void {
  const { engine, root, source, target } = migration;
  engine.startLocks.release(root);
  for (const element of elements) migrateElement(migration, element);
  engine.startLocks.take(root);
  watchConditions(engine, root);
  for (const { instance, newWaits } of elements) openEvaluated(engine, instance, newWaits);
  const history = engine.state.histories.get(root.key);
  const { bpmnProcessId } = target.definition;
  if (history) engine.state.histories.set(root.key, { ...history, bpmnProcessId });
  if (source.definition.isDraining === true) forgetDrained(engine, source.definition);
}

/**
 * Migrates a running process instance to another definition: all of its active elements, or nothing with the
 * reason.
 */
export function migrateInstance(engine: Engine, command: MigrateInstanceCommand): Result<void> {
  const { processInstanceKey, targetProcessDefinitionKey, mappingInstructions } = command;
  const root = engine.state.elementInstances.get(processInstanceKey);
  if (!root || root.scopeKey !== null)
    return reject(
      'NOT_FOUND',
      'MIGRATE',
      `Expected to migrate process instance but no process instance found with key '${processInstanceKey}'`,
    );
  const duplicates = findDuplicates(mappingInstructions.map(({ sourceElementId }) => sourceElementId));
  if (duplicates.length > 0)
    return rejectMigration(
      { root },
      `the mapping instructions contain duplicate source element ids '[${duplicates.join(', ')}]'.`,
      'INVALID_ARGUMENT',
    );
  const source = getExecutable(engine, root);
  const { tenantId } = source.definition;
  const definition = engine.definitionIndex.findByKey({ key: targetProcessDefinitionKey, tenantId });
  if (!definition)
    return reject(
      'NOT_FOUND',
      'MIGRATE',
      `Expected to migrate process instance to process definition but no process definition found with key '${targetProcessDefinitionKey}'`,
    );
  const target = getExecutable(engine, { definitionKey: definition.key });
  const mappings = new Map(
    mappingInstructions.map(({ sourceElementId, targetElementId }) => [sourceElementId, targetElementId]),
  );
  mappings.set(source.rootId, target.rootId);
  const targetIds = new Set(mappings.values());
  const migration: Migration = { engine, root, source, target, mappings, targetIds };
  const checked = checkPlan(migration, mappingInstructions);
  if (!checked.ok) return checked;
  const elements: PlannedElement[] = [];
  for (const instance of collectSubtree(engine, root, { withCalled: false })) {
    const element = planElement(migration, instance);
    if (!element.ok) return element;
    elements.push(element.value);
  }
  migrateAll(migration, elements);
  return succeed(undefined);
}
