import { toErrorMessage } from '@jobwright/concurrency/errors';
import { checkConditions, findTouched, type Touched } from './conditions.ts';
import { notifyEndListeners } from './end-instance.ts';
import type { Engine } from './engine.ts';
import { activate } from './enter-element.ts';
import { checkJoins, checkJoinsLater } from './inclusive-join.ts';
import { raiseIncident } from './incidents.ts';
import { complete, completeIfEmpty } from './leave-element.ts';
import { continueTermination, isHeld, releaseHeld, terminate } from './terminate.ts';
import { restartTransition } from './task-listeners.ts';
import { triggerEvent } from './trigger-event.ts';
import type { Work } from './work.ts';

const MAX_STEPS = 100_000;
/** What is still done with an instance that ends after listeners. */
const ENDING = new Set<Work['kind']>(['cancel', 'listen', 'terminate']);

function doWork(engine: Engine, work: Work): void {
  const instance = engine.state.elementInstances.get(work.key);
  if (!instance || (instance.phase === 'terminating' && !ENDING.has(work.kind))) return;
  switch (work.kind) {
    case 'activate':
      return isHeld(engine, instance) ? undefined : activate(engine, instance);
    case 'complete':
      return complete(engine, instance);
    case 'listen':
      return restartTransition(engine, instance);
    case 'cancel':
      return continueTermination(engine, instance);
    case 'release':
      releaseHeld(engine, instance);
      checkJoinsLater(engine, instance);
      return completeIfEmpty(engine, instance);
    case 'terminate':
      return terminate(engine, instance);
    case 'checkConditions':
      return;
    case 'checkJoins':
      return checkJoins(engine, instance);
    case 'trigger':
      return triggerEvent(engine, instance, work);
  }
}

/**
 * A loop through sub-processes or errors may have no wait state and still be deployable: it stops with an
 * incident.
 */
function stopEndlessLoop(engine: Engine, work: Work): void {
  const instance = engine.state.elementInstances.get(work.key);
  if (!instance || work.kind !== 'activate') return doWork(engine, work);
  const message = `Stopped after ${MAX_STEPS} steps without a wait state: the process goes round in a loop, or repeats an activity too often`;
  raiseIncident(engine, instance, { type: 'CONDITION_ERROR', message, step: 'activate' });
}

/**
 * A step that fails unexpectedly stops its element with an incident: no command may end the engine or lose
 * other work.
 */
function doGuarded(engine: Engine, work: Work): void {
  try {
    doWork(engine, work);
  } catch (error) {
    const instance = engine.state.elementInstances.get(work.key);
    const message = `The engine failed to ${work.kind} the element: ${toErrorMessage(error)}`;
    engine.onWarning(message);
    if (!instance) return;
    const step = work.kind === 'activate' ? 'activate' : 'complete';
    raiseIncident(engine, instance, { type: 'UNKNOWN', message, step });
  }
}

/** What fails unexpectedly is a warning: no condition may end the engine. */
function checkGuarded(engine: Engine, touched: Touched): void {
  try {
    checkConditions(engine, touched);
  } catch (error) {
    engine.onWarning(`Conditions could not be looked at: ${toErrorMessage(error)}`);
  }
}

/** Does all steps that a command caused, in order, and then notifies the listeners of ended instances. */
export function runWork(engine: Engine): void {
  const { work } = engine;
  try {
    let steps = 0;
    // The list grows while it is walked.
    for (const next of work) {
      // The step may remove its instance.
      const touched = engine.conditionWatches.size === 0 ? undefined : findTouched(engine, next.key);
      if (steps < MAX_STEPS) doGuarded(engine, next);
      else stopEndlessLoop(engine, next);
      steps += 1;
      if (touched) checkGuarded(engine, touched);
    }
  } finally {
    work.length = 0;
  }
  if (engine.endedNow.length > 0) notifyEndListeners(engine);
}
