import type { JsonObject } from '@jobwright/json';

import { type Engine, getExecutable, getScope } from './engine.ts';
import type { ElementInstance } from './engine-state.ts';

interface Thrown {
  readonly kind: 'error' | 'escalation';
  readonly code: string;
  readonly variables: JsonObject;
}

export type ThrowOutcome =
  | { readonly caught: true; readonly interrupting: boolean }
  /** The codes that would have been caught; empty text stands for none given. */
  | { readonly caught: false; readonly available: readonly string[] };

interface Catcher {
  readonly nodeId: string;
  readonly interrupting: boolean;
}

/**
 * The events on and in an instance that may catch: those of its event sub-processes, then its boundary
 * events.
 */
function listCatchers(engine: Engine, instance: ElementInstance) {
  const { node } = getExecutable(engine, instance);
  const element = node(instance.elementId);
  // The boundary events of a multi-instance activity belong to its body.
  const boundaryIds = instance.loopCounter === undefined ? element.boundaryIds : [];
  const isOpen = element.kind === 'scope' && instance.isInterrupted !== true && instance.loop === undefined;
  const startIds = isOpen ? element.eventStartIds : [];
  return [startIds, boundaryIds].map((ids) => ids.map(node));
}

/** The event for the code before the one for all. */
function findCatcher(
  engine: Engine,
  instance: ElementInstance,
  { kind, code }: Pick<Thrown, 'kind' | 'code'>,
): { readonly catcher: Catcher | undefined; readonly codes: readonly string[] } {
  const codes: string[] = [];
  for (const events of listCatchers(engine, instance)) {
    let catchAll: Catcher | undefined;
    for (const event of events) {
      if (event.kind !== 'boundary' && event.kind !== 'start') continue;
      const { trigger, interrupting, id: nodeId } = event;
      if (trigger?.kind !== 'error' && trigger?.kind !== 'escalation') continue;
      if (trigger.kind !== kind) continue;
      const caughtCode = trigger.kind === 'error' ? trigger.errorCode : trigger.escalationCode;
      if (caughtCode === code) return { catcher: { nodeId, interrupting }, codes };
      if (caughtCode === undefined) catchAll = { nodeId, interrupting };
      else codes.push(caughtCode);
    }
    if (catchAll) return { catcher: catchAll, codes };
  }
  return { catcher: undefined, codes };
}

/** The instance around another one; for a called process instance its call activity. */
function getOuter(engine: Engine, instance: ElementInstance): ElementInstance | undefined {
  const { callerKey } = instance;
  return callerKey === undefined ? getScope(engine, instance) : engine.state.elementInstances.get(callerKey);
}

/** Hands an error or an escalation to the nearest event that catches it, from the instance outwards. */
export function throwToCatcher(engine: Engine, thrower: ElementInstance, thrown: Thrown): ThrowOutcome {
  const available: string[] = [];
  for (let instance: ElementInstance | undefined = thrower; instance; instance = getOuter(engine, instance)) {
    const { catcher, codes } = findCatcher(engine, instance, thrown);
    if (catcher) {
      const { nodeId, interrupting } = catcher;
      engine.work.push({ kind: 'trigger', key: instance.key, nodeId, variables: thrown.variables });
      return { caught: true, interrupting };
    }
    available.push(...codes);
  }
  return { caught: false, available };
}

export function describeUncaught(error: {
  readonly errorCode: string;
  readonly errorMessage: string;
  readonly available: readonly string[];
}): string {
  const { errorCode, errorMessage, available } = error;
  const withMessage = errorMessage === '' ? '' : ` with message '${errorMessage}'`;
  const hint =
    available.length === 0
      ? 'No error events are available in the scope.'
      : `Available error events are [${available.join(', ')}]`;
  return `Expected to throw an error event with the code '${errorCode}'${withMessage}, but it was not caught. ${hint}`;
}
