import type { GraphNode } from '../../model/graph.ts';
import type { Result } from '../commands.ts';
import type { ElementInstance } from '../engine-state.ts';
import type { Executable } from '../executable.ts';
import { activityTypeName, elementTypeName, followsEventBasedGateway } from '../modify/element-names.ts';
import { succeed } from '../result.ts';
import {
  eventTypeName,
  isEventSubProcessStart,
  type MigratedElement,
  type Migration,
  rejectMigration,
  targetScopeId,
} from './migration.ts';

const SUPPORTED_TYPES: readonly string[] = [
  'PROCESS',
  'SERVICE_TASK',
  'USER_TASK',
  'SUB_PROCESS',
  'CALL_ACTIVITY',
  'INTERMEDIATE_CATCH_EVENT',
  'RECEIVE_TASK',
  'EVENT_SUB_PROCESS',
  'EXCLUSIVE_GATEWAY',
  'EVENT_BASED_GATEWAY',
  'BUSINESS_RULE_TASK',
  'SCRIPT_TASK',
  'SEND_TASK',
  'MULTI_INSTANCE_BODY',
];
const CATCH_TYPES: readonly string[] = ['MESSAGE', 'TIMER', 'SIGNAL'];
const START_TYPES: readonly string[] = [...CATCH_TYPES, 'ERROR', 'ESCALATION'];
const BOUNDARY_TYPES: readonly string[] = [...START_TYPES, 'COMPENSATION'];

function typeOf(node: GraphNode, { loopCounter }: ElementInstance): string {
  return loopCounter === undefined ? elementTypeName(node) : activityTypeName(node);
}

function checkType(migration: Migration, instance: ElementInstance, from: GraphNode): Result<void> {
  const type = typeOf(from, instance);
  if (!SUPPORTED_TYPES.includes(type))
    return rejectMigration(
      migration,
      `active element with id '${from.id}' has an unsupported type. The migration of a ${type} is not supported.`,
    );
  if (type !== 'INTERMEDIATE_CATCH_EVENT') return succeed(undefined);
  const eventType = eventTypeName(from);
  if (!CATCH_TYPES.includes(eventType))
    return rejectMigration(
      migration,
      `active element with id '${from.id}' is intermediate catch event of type '${eventType}'. Migrating active intermediate catch event of this type is not possible yet.`,
    );
  if (followsEventBasedGateway(migration.source, from.id))
    return rejectMigration(
      migration,
      `active element with id '${from.id}' is an intermediate catch event attached to an event-based gateway. Migrating active events attached to an event-based gateway is not possible yet.`,
    );
  return succeed(undefined);
}

function checkSameType(migration: Migration, { instance, from, to }: MigratedElement): Result<void> {
  const [fromType, toType] = [typeOf(from, instance), typeOf(to, instance)];
  if (fromType !== toType)
    return rejectMigration(
      migration,
      `active element with id '${from.id}' and type '${fromType}' is mapped to an element with id '${to.id}' and different type '${toType}'. Elements must be mapped to elements of the same type.`,
    );
  if (from.kind !== 'userTask' || to.kind === 'userTask' || fromType !== 'USER_TASK')
    return succeed(undefined);
  return rejectMigration(
    migration,
    `active user task with id '${from.id}' and implementation 'zeebe user task' is mapped to an user task with id '${to.id}' and different implementation 'job worker'. Elements must be mapped to elements of the same implementation.`,
  );
}

function checkScope(migration: Migration, { instance, from, to }: MigratedElement): Result<void> {
  const expected = targetScopeId(migration, instance);
  if (expected === undefined) return succeed(undefined);
  const actual = instance.loopCounter === undefined ? to.scopeId : to.id;
  if (expected === actual) return succeed(undefined);
  return rejectMigration(
    migration,
    `the flow scope of active element with id '${from.id}' is changed. The flow scope of the active element is expected to be '${expected}' but was '${actual ?? ''}'. The flow scope of an element cannot be changed during migration yet.`,
  );
}

const listStarts = ({ node }: Executable, element: GraphNode): readonly GraphNode[] =>
  element.kind === 'scope'
    ? element.eventStartIds.map(node).filter((event) => isEventSubProcessStart(element.id, event))
    : [];

const namesExcept = (events: readonly GraphNode[], allowed: readonly string[]): string =>
  events
    .map(eventTypeName)
    .filter((type) => !allowed.includes(type))
    .join(',');

/** The events on and in the element may only be of kinds that can be migrated, before and after. */
function checkEventTypes(migration: Migration, { from, to }: MigratedElement): Result<void> {
  const { source, target } = migration;
  const sides = [
    { executable: source, element: from, side: 'active' },
    { executable: target, element: to, side: 'target' },
  ];
  for (const { executable, element, side } of sides) {
    const types = namesExcept(listStarts(executable, element), START_TYPES);
    if (types !== '')
      return rejectMigration(
        migration,
        `${side} process with id '${element.id}' has one or more event subprocesses with start events of types '${types}'. Migrating event subprocesses with start events of these types is not possible yet.`,
      );
  }
  for (const { executable, element, side } of sides) {
    const types = namesExcept(element.boundaryIds.map(executable.node), BOUNDARY_TYPES);
    if (types !== '')
      return rejectMigration(
        migration,
        `${side} element with id '${element.id}' has one or more boundary events of types '${types}'. Migrating ${side} elements with boundary events of these types is not possible yet.`,
      );
  }
  return succeed(undefined);
}

function checkLoop(migration: Migration, { instance, from, to }: MigratedElement): Result<void> {
  const isChanged = from.multiInstance?.isSequential !== to.multiInstance?.isSequential;
  if (instance.loopCounter !== undefined || !isChanged) return succeed(undefined);
  return rejectMigration(
    migration,
    `active element with id '${from.id}' has a different loop characteristics than the target element with id '${to.id}'. Both elements must have either sequential or parallel loop characteristics.`,
  );
}

/** Finds what an active element becomes, and checks whether it can. */
export function checkElement(migration: Migration, instance: ElementInstance): Result<MigratedElement> {
  const { source, target, mappings } = migration;
  const from = source.node(instance.elementId);
  const supported = checkType(migration, instance, from);
  if (!supported.ok) return supported;
  const targetId = mappings.get(from.id);
  const to = targetId === undefined ? undefined : target.findNode(targetId);
  if (!to)
    return rejectMigration(
      migration,
      `no mapping instruction defined for active element with id '${from.id}'. Elements cannot be migrated without a mapping.`,
    );
  const migrated = { instance, from, to };
  for (const check of [checkSameType, checkScope, checkEventTypes, checkLoop]) {
    const result = check(migration, migrated);
    if (!result.ok) return result;
  }
  return succeed(migrated);
}
