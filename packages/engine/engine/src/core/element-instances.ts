import type { JsonObject } from '@jobwright/json';

import type { Key } from './commands.ts';
import { NO_VARIABLES } from './defaults.ts';
import { watchConditions } from './watch-conditions.ts';
import type { Engine } from './engine.ts';
import {
  type Definition,
  type ElementInstance,
  nextKey,
  type Phase,
  type StartedBy,
} from './engine-state.ts';

function addInstance(
  engine: Engine,
  position: Pick<ElementInstance, 'elementId' | 'definitionKey' | 'scopeKey'> & {
    readonly processInstanceKey?: Key;
    readonly variables?: JsonObject;
    readonly phase: Phase;
  },
): ElementInstance {
  const key = nextKey(engine.state);
  const instance: ElementInstance = {
    key,
    elementId: position.elementId,
    definitionKey: position.definitionKey,
    processInstanceKey: position.processInstanceKey ?? key,
    scopeKey: position.scopeKey,
    phase: position.phase,
    variables: position.variables ?? NO_VARIABLES,
    result: null,
    childKeys: [],
    waitingFlowIds: [],
    jobKey: null,
    incidentKeys: [],
    timerKeys: [],
    subscriptionKeys: [],
    enteredOrder: -1,
    enteredAt: 0,
  };
  engine.state.elementInstances.set(key, instance);
  if (instance.phase === 'activating') engine.work.push({ kind: 'activate', key });
  return instance;
}

/** A new process instance, to be activated within the running command. */
export function createProcessInstance(
  engine: Engine,
  options: {
    readonly definition: Definition;
    readonly variables: JsonObject;
    /** The event that starts it; without it the none start event does. */
    readonly start?: StartedBy;
    /** The call activity that starts it. */
    readonly caller?: ElementInstance;
    readonly businessId?: string | undefined;
    readonly tags?: readonly string[] | undefined;
    /** `active`: what is to run in it is started otherwise. Default `activating`. */
    readonly phase?: Phase;
  },
): ElementInstance {
  const { definition, variables, start, caller, businessId, tags, phase = 'activating' } = options;
  const { key: definitionKey, bpmnProcessId } = definition;
  const instance = addInstance(engine, {
    elementId: bpmnProcessId,
    definitionKey,
    scopeKey: null,
    variables,
    phase,
  });
  watchConditions(engine, instance);
  if (businessId) instance.businessId = businessId;
  if (tags && tags.length > 0) instance.tags = tags;
  if (start) {
    instance.start = start;
    engine.startLocks.take(instance);
  }
  if (businessId && !caller) engine.activeBusinessIds?.add(instance);
  if (caller) {
    const root = engine.state.elementInstances.get(caller.processInstanceKey);
    instance.callerKey = caller.key;
    instance.callDepth = (root?.callDepth ?? 0) + 1;
  }
  return instance;
}

/**
 * A new instance of an element in a scope, to be activated within the running command unless it is active
 * already.
 */
export function createInstance(
  engine: Engine,
  {
    scope,
    elementId,
    phase = 'activating',
  }: { readonly scope: ElementInstance; readonly elementId: string; readonly phase?: Phase },
): ElementInstance {
  const { definitionKey, processInstanceKey } = scope;
  const instance = addInstance(engine, {
    elementId,
    definitionKey,
    processInstanceKey,
    scopeKey: scope.key,
    phase,
  });
  scope.childKeys.push(instance.key);
  return instance;
}
