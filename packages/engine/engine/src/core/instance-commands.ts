import type { JsonObject } from '@jobwright/json';

import { findBusinessIdMistake } from './business-id.ts';
import type { CreateInstanceCommand, Key, ProcessInstance, Result } from './commands.ts';
import { noteVariables } from './conditions.ts';
import { DEFAULT_TENANT_ID, NO_VARIABLES } from './defaults.ts';
import { createProcessInstance } from './element-instances.ts';
import { type Engine, getExecutable, getNode } from './engine.ts';
import { type Definition, type ElementInstance, nextKey } from './engine-state.ts';
import { reject, succeed } from './result.ts';
import { findStartMistake, startAtElements } from './start-at-elements.ts';
import { findTagMistake } from './tags.ts';
import { setRuntimeInstructions } from './termination-instructions.ts';
import { hasTaskListeners } from './global-listeners.ts';
import { beginTransition, findTaskOf } from './task-listeners.ts';
import { terminate } from './terminate.ts';
import { mergeVariables, setLocalVariables } from './variables.ts';

function findWanted(engine: Engine, command: CreateInstanceCommand): Result<Definition> {
  const { bpmnProcessId, version = -1, processDefinitionKey = '0', tenantId = DEFAULT_TENANT_ID } = command;
  const definition = bpmnProcessId
    ? engine.definitionIndex.find({ bpmnProcessId, version, tenantId })
    : engine.definitionIndex.findByKey({ key: processDefinitionKey, tenantId });
  if (definition) return succeed(definition);
  const ofVersion = version === -1 ? '' : ` and version '${version}'`;
  const what = bpmnProcessId ? `process ID '${bpmnProcessId}'${ofVersion}` : `key '${processDefinitionKey}'`;
  return reject('NOT_FOUND', 'CREATE', `Expected to find process definition with ${what}, but none found`);
}

function checkStart(engine: Engine, { key, graph }: Definition, elementIds: readonly string[]): Result<void> {
  if (elementIds.length > 0) {
    const mistake = findStartMistake(getExecutable(engine, { definitionKey: key }), elementIds);
    return mistake === undefined ? succeed(undefined) : reject('INVALID_ARGUMENT', 'CREATE', mistake);
  }
  const [root] = graph.nodes;
  if (root?.kind === 'scope' && root.startId !== undefined) return succeed(undefined);
  return reject(
    'INVALID_STATE',
    'CREATE',
    'Expected to create instance of process with none start event, but there is no such event',
  );
}

export function createInstanceOf(engine: Engine, command: CreateInstanceCommand): Result<ProcessInstance> {
  const found = findWanted(engine, command);
  if (!found.ok) return found;
  const definition = found.value;
  const { startInstructions = [], businessId, variables = NO_VARIABLES } = command;
  const elementIds = startInstructions.map(({ elementId }) => elementId);
  const checked = checkStart(engine, definition, elementIds);
  if (!checked.ok) return checked;
  const tags = command.tags && [...new Set(command.tags)];
  const mistake = (tags && findTagMistake(tags)) ?? (businessId && findBusinessIdMistake(businessId));
  if (mistake) return reject('INVALID_ARGUMENT', 'CREATE', mistake);
  if (businessId && engine.activeBusinessIds?.isTaken(definition, businessId))
    return reject(
      'ALREADY_EXISTS',
      'CREATE',
      `Expected to create instance of process with business id '${businessId}', but an instance with this business id already exists for process definition '${definition.bpmnProcessId}'`,
    );
  const options = { definition, variables, businessId, tags };
  const started =
    elementIds.length > 0
      ? startAtElements(engine, elementIds, options)
      : succeed(createProcessInstance(engine, options));
  if (!started.ok) return started;
  const instance = started.value;
  setRuntimeInstructions(engine, instance, command.runtimeInstructions ?? []);
  return succeed({
    processDefinitionKey: definition.key,
    bpmnProcessId: definition.bpmnProcessId,
    version: definition.version,
    processInstanceKey: instance.key,
    tenantId: definition.tenantId,
    ...(instance.tags && { tags: instance.tags }),
    ...(instance.businessId && { businessId: instance.businessId }),
  });
}

function findRootKey({ state }: Engine, instance: ElementInstance): Key {
  let root = instance;
  while (root.callerKey !== undefined) {
    const caller = state.elementInstances.get(root.callerKey);
    const outer = caller && state.elementInstances.get(caller.processInstanceKey);
    if (!outer) break;
    root = outer;
  }
  return root.key;
}

export function cancelInstance(engine: Engine, processInstanceKey: Key): Result<void> {
  const instance = engine.state.elementInstances.get(processInstanceKey);
  if (!instance || instance.scopeKey !== null)
    return reject(
      'NOT_FOUND',
      'CANCEL',
      `Expected to cancel a process instance with key '${processInstanceKey}', but no such process was found`,
    );
  if (instance.callerKey !== undefined)
    return reject(
      'INVALID_STATE',
      'CANCEL',
      `Expected to cancel a process instance with key '${processInstanceKey}', but it is created by a parent process instance. Cancel the root process instance '${findRootKey(engine, instance)}' instead.`,
    );
  terminate(engine, instance);
  return succeed(undefined);
}

/** Variables that are set on a user task with listeners for updates: they see them first. */
function updateTaskVariables(
  engine: Engine,
  instance: ElementInstance,
  { variables, isLocal }: { readonly variables: JsonObject; readonly isLocal: boolean },
): Result<void> | undefined {
  const found = instance.userTaskKey === undefined ? undefined : findTaskOf(engine, instance);
  const node = found && getNode(engine, instance);
  if (!found || !node || !hasTaskListeners(engine.state, node, 'updating')) return undefined;
  const { transition } = found.task;
  if (transition)
    return reject(
      'INVALID_STATE',
      'UPDATE',
      `Expected to update variables for element with key '${instance.key}', but its user task is in state '${transition.event.toUpperCase()}'`,
    );
  beginTransition(engine, found, { event: 'updating', action: 'update', changes: {}, variables, isLocal });
  return succeed(undefined);
}

/** `local`: in the very scope of the element; else each in the nearest scope that has it. */
export function setVariables(
  engine: Engine,
  command: { readonly elementInstanceKey: Key; readonly variables: JsonObject; readonly local?: boolean },
): Result<{ readonly key: Key }> {
  const { elementInstanceKey, variables, local = false } = command;
  const instance = engine.state.elementInstances.get(elementInstanceKey);
  if (!instance)
    return reject(
      'NOT_FOUND',
      'UPDATE',
      `Expected to update variables for element with key '${elementInstanceKey}', but no such element was found`,
    );
  const updated = updateTaskVariables(engine, instance, { variables, isLocal: local });
  if (updated) return updated.ok ? succeed({ key: nextKey(engine.state) }) : updated;
  if (local) setLocalVariables(instance, variables);
  else mergeVariables(engine, instance, variables);
  noteVariables(engine, instance);
  return succeed({ key: nextKey(engine.state) });
}
