import type { JsonObject } from '@jobwright/json';

import { type Engine, getExecutable, getScope } from './engine.ts';
import type { ElementInstance } from './engine-state.ts';

export type ErrorOutcome =
  | { readonly caught: true }
  /** The codes that would have been caught; empty text stands for none given. */
  | { readonly caught: false; readonly available: readonly string[] };

/** The error boundary events of one instance: the one for the code before the one for all. */
function findCatcher(engine: Engine, instance: ElementInstance, errorCode: string) {
  const { node } = getExecutable(engine, instance);
  const codes: string[] = [];
  let catchAllId: string | undefined;
  for (const id of node(instance.elementId).boundaryIds) {
    const boundary = node(id);
    if (boundary.kind !== 'boundary' || boundary.trigger.kind !== 'error') continue;
    const { errorCode: caughtCode } = boundary.trigger;
    if (caughtCode === errorCode) return { boundaryId: id, codes };
    if (caughtCode === undefined) catchAllId = id;
    else codes.push(caughtCode);
  }
  return { boundaryId: catchAllId, codes };
}

/** Hands an error to the nearest boundary event that catches it, from the instance outwards. */
export function throwToCatcher(
  engine: Engine,
  thrower: ElementInstance,
  { errorCode, variables }: { readonly errorCode: string; readonly variables: JsonObject },
): ErrorOutcome {
  const available: string[] = [];
  for (let instance: ElementInstance | undefined = thrower; instance; instance = getScope(engine, instance)) {
    const { boundaryId, codes } = findCatcher(engine, instance, errorCode);
    if (boundaryId !== undefined) {
      engine.work.push({ kind: 'trigger', key: instance.key, nodeId: boundaryId, variables });
      return { caught: true };
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
