import type { AdHoc } from '../model/ad-hoc.ts';
import {
  activateAdHocElements,
  describeUnknownElements,
  findUnknownElements,
  fulfillAdHoc,
} from './ad-hoc.ts';
import type { Key, Result } from './commands.ts';
import { type Engine, getNode } from './engine.ts';
import type { ElementInstance } from './engine-state.ts';
import type { ActivateAdHocCommand, AdHocJobResult, ElementActivation } from './job-result.ts';
import { reject, succeed } from './result.ts';
import { terminateChildren } from './terminate.ts';
import { isTooDeep, rejectTooDeep } from './variable-depth.ts';

function getAdHoc(engine: Engine, instance: ElementInstance): AdHoc | undefined {
  const node = getNode(engine, instance);
  return node.kind === 'scope' && instance.loop === undefined ? node.adHoc : undefined;
}

const isActive = ({ phase, isInterrupted }: ElementInstance): boolean =>
  phase === 'active' && isInterrupted !== true;

function checkElements(
  adHoc: AdHoc,
  key: Key,
  { elements, intent }: { readonly elements: readonly ElementActivation[]; readonly intent: string },
): Result<void> {
  const unknown = findUnknownElements(
    adHoc,
    elements.map(({ elementId }) => elementId),
  );
  if (unknown.length > 0) return reject('NOT_FOUND', intent, describeUnknownElements(key, unknown));
  const isDeep = elements.some(({ variables }) => isTooDeep(variables));
  return isDeep ? rejectTooDeep(intent) : succeed(undefined);
}

/** Activates elements of an ad-hoc sub-process that runs, besides those it has activated itself. */
export function activateAdHoc(engine: Engine, command: ActivateAdHocCommand): Result<void> {
  const { adHocSubProcessInstanceKey: key, elements, cancelRemainingInstances = false } = command;
  const intent = 'ACTIVATE';
  const instance = engine.state.elementInstances.get(key);
  const adHoc = instance && getAdHoc(engine, instance);
  const subject = 'Expected to activate activities for ad-hoc sub-process';
  if (!instance || !adHoc)
    return reject(
      'NOT_FOUND',
      intent,
      `${subject} but no ad-hoc sub-process instance found with key '${key}'.`,
    );
  if (new Set(elements.map(({ elementId }) => elementId)).size < elements.length)
    return reject(
      'INVALID_ARGUMENT',
      intent,
      `${subject} with key '${key}', but duplicate activities were given.`,
    );
  if (!isActive(instance))
    return reject('INVALID_STATE', intent, `${subject} with key '${key}', but it is not active.`);
  const checked = checkElements(adHoc, key, { elements, intent });
  if (!checked.ok) return checked;
  if (cancelRemainingInstances) terminateChildren(engine, instance);
  activateAdHocElements(engine, instance, { adHoc, activations: elements });
  return succeed(undefined);
}

/** Whether the result of a job can be applied to its ad-hoc sub-process. */
export function checkAdHocResult(
  engine: Engine,
  instance: ElementInstance,
  { activateElements: elements, isCompletionConditionFulfilled }: AdHocJobResult,
): Result<void> {
  const adHoc = getAdHoc(engine, instance);
  if (!adHoc || !isActive(instance))
    return reject(
      'INVALID_STATE',
      'COMPLETE',
      'Expected to complete ad-hoc sub-process job, but the ad-hoc sub-process instance is not active',
    );
  const checked = checkElements(adHoc, instance.key, { elements, intent: 'COMPLETE' });
  if (!checked.ok || !isCompletionConditionFulfilled || elements.length === 0) return checked;
  return reject(
    'INVALID_ARGUMENT',
    'COMPLETE',
    `Expected to activate activities for ad-hoc sub-process with key '${instance.key}', but the completion condition is fulfilled at the same time.`,
  );
}

/** Does what the worker of an ad-hoc sub-process decided. */
export function applyAdHocResult(engine: Engine, instance: ElementInstance, result: AdHocJobResult): void {
  const adHoc = getAdHoc(engine, instance);
  if (!adHoc) return;
  const {
    activateElements: activations,
    isCompletionConditionFulfilled,
    isCancelRemainingInstances,
  } = result;
  if (activations.length > 0) {
    if (isCancelRemainingInstances) terminateChildren(engine, instance);
    activateAdHocElements(engine, instance, { adHoc, activations });
  }
  if (!isCompletionConditionFulfilled) return;
  instance.isFulfilled = true;
  fulfillAdHoc(engine, instance, isCancelRemainingInstances);
}
