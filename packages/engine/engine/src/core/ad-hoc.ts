import { isJsonList } from '@jobwright/json';

import type { AdHoc } from '../model/ad-hoc.ts';
import type { Expression } from '../model/expression.ts';
import { noteCompensable } from './compensation.ts';
import { createJob, evaluateJob, type JobProperties } from './create-job.ts';
import { createInstance } from './element-instances.ts';
import { type Engine, getNode } from './engine.ts';
import type { ElementInstance } from './engine-state.ts';
import { evaluate, type Evaluation, fail, feelTypeName } from './evaluate.ts';
import { raiseIncident } from './incidents.ts';
import type { ElementActivation } from './job-result.ts';
import { appendOutput, showLoopOutputs } from './loop-outputs.ts';
import { outputVariable } from './multi-instance.ts';
import { cancelJob } from './release-job.ts';
import { removeInstance, terminateChildren } from './terminate.ts';
import { mergeVariables, setLocalVariables } from './variables.ts';

/** The variables that an ad-hoc sub-process has before its input mappings. */
export function prepareAdHoc(instance: ElementInstance, { elements, outputCollection }: AdHoc): void {
  const adHocSubProcessElements = elements.map(({ properties, ...element }) => ({
    ...element,
    ...(properties && { properties: { ...properties } }),
  }));
  setLocalVariables(instance, {
    adHocSubProcessElements,
    ...(outputCollection !== undefined && { [outputCollection]: [] }),
  });
}

/** Those of the ids that cannot be activated. */
export function findUnknownElements({ elements }: AdHoc, ids: readonly string[]): readonly string[] {
  const known = new Set(elements.map(({ elementId }) => elementId));
  return ids.filter((id) => !known.has(id));
}

export const describeUnknownElements = (key: string, unknown: readonly string[]): string =>
  `Expected to activate activities for ad-hoc sub-process with key '${key}', but the given elements [${unknown.join(', ')}] do not exist.`;

/** Which elements are activated on entering. */
export function evaluateActiveElements(
  engine: Engine,
  instance: ElementInstance,
  adHoc: AdHoc,
): Evaluation<readonly string[]> {
  const expression = adHoc.activeElements;
  if (expression === undefined) return { ok: true, value: [] };
  const evaluation = evaluate(engine, instance, { expression, failureType: 'EXTRACT_VALUE_ERROR' });
  if (!evaluation.ok) return evaluation;
  const { value } = evaluation;
  const ids = isJsonList(value) ? value.filter((id) => typeof id === 'string') : undefined;
  if (!ids || !isJsonList(value) || ids.length !== value.length)
    return fail(
      'EXTRACT_VALUE_ERROR',
      `Failed to activate ad-hoc elements. Expected result of the expression '${expression.slice(1)}' to be a list of strings, but was '${feelTypeName(value)}'.`,
    );
  const unknown = findUnknownElements(adHoc, ids);
  return unknown.length === 0
    ? { ok: true, value: ids }
    : fail('EXTRACT_VALUE_ERROR', describeUnknownElements(instance.key, unknown));
}

/** Activates elements, each in a scope of its own. */
export function activateAdHocElements(
  engine: Engine,
  instance: ElementInstance,
  { adHoc, activations }: { readonly adHoc: AdHoc; readonly activations: readonly ElementActivation[] },
): void {
  const output = outputVariable(adHoc.outputElement);
  for (const { elementId, variables } of activations) {
    const inner = createInstance(engine, { scope: instance, elementId: adHoc.innerId });
    inner.start = { nodeId: elementId, variables: {} };
    setLocalVariables(inner, { ...(output !== undefined && { [output]: null }), ...variables });
  }
}

/** Puts the output of what has ended into the collection; the result takes it out again. */
function collectOutput(
  engine: Engine,
  inner: ElementInstance,
  { adHoc, instance }: { readonly adHoc: AdHoc; readonly instance: ElementInstance },
): Evaluation<() => void> {
  const { outputCollection, outputElement: expression } = adHoc;
  if (outputCollection === undefined || expression === undefined) return { ok: true, value: () => undefined };
  const output = evaluate(engine, inner, { expression, failureType: 'EXTRACT_VALUE_ERROR' });
  if (!output.ok) return output;
  // A modification that made the sub-process gave it no list.
  const list = instance.variables[outputCollection];
  if (list !== undefined && !isJsonList(list))
    return fail(
      'EXTRACT_VALUE_ERROR',
      `The output collection has the wrong type. Expected ARRAY but was ${feelTypeName(list)}.`,
    );
  const takeOut = appendOutput(engine, instance, { name: outputCollection, value: output.value });
  return { ok: true, value: takeOut };
}

function isConditionMet(
  engine: Engine,
  instance: ElementInstance,
  expression: Expression | undefined,
): Evaluation<boolean> {
  if (expression === undefined) return { ok: true, value: false };
  const outcome = evaluate(engine, instance, { expression, failureType: 'EXTRACT_VALUE_ERROR' });
  if (!outcome.ok) return outcome;
  if (typeof outcome.value === 'boolean') return { ok: true, value: outcome.value };
  return fail(
    'EXTRACT_VALUE_ERROR',
    `Failed to evaluate completion condition. Expected result of the expression '${expression.slice(1)}' to be 'BOOLEAN', but was '${feelTypeName(outcome.value)}'.`,
  );
}

/** Completes the ad-hoc sub-process: now, with what still runs ended, or when nothing is left in it. */
export function fulfillAdHoc(engine: Engine, instance: ElementInstance, cancelsRemaining: boolean): void {
  if (cancelsRemaining) {
    instance.isFulfilled = true;
    terminateChildren(engine, instance);
  }
  if (instance.childKeys.length === 0) engine.work.push({ kind: 'complete', key: instance.key });
}

/** There is at most one job: a new one replaces the one that waits. */
function offerNextJob(engine: Engine, instance: ElementInstance, properties: JobProperties): void {
  const job = instance.jobKey === null ? undefined : engine.state.jobs.get(instance.jobKey);
  if (job) cancelJob(engine, job);
  createJob(engine, instance, properties);
}

export function evaluateAdHocJob(
  engine: Engine,
  instance: ElementInstance,
  definition: NonNullable<AdHoc['job']>,
): Evaluation<JobProperties> {
  const properties = evaluateJob(engine, instance, definition);
  if (!properties.ok) return properties;
  const headers = { ...definition.headers, ...properties.value.headers };
  return { ok: true, value: { ...properties.value, headers, kind: 'AD_HOC_SUB_PROCESS' } };
}

/** What an ad-hoc sub-process does after one of its flows has ended. */
type Continuation = 'waits' | 'fulfilled' | { readonly nextJob: JobProperties };

function evaluateContinuation(
  engine: Engine,
  instance: ElementInstance,
  { job, completionCondition }: AdHoc,
): Evaluation<Continuation> {
  if (job && instance.isFulfilled !== true) {
    const nextJob = evaluateAdHocJob(engine, instance, job);
    return nextJob.ok ? { ok: true, value: { nextJob: nextJob.value } } : nextJob;
  }
  const isMet = isConditionMet(engine, instance, completionCondition);
  return isMet.ok ? { ok: true, value: isMet.value ? 'fulfilled' : 'waits' } : isMet;
}

/** Whether an ad-hoc sub-process completes as soon as nothing is left in it. */
export const completesWhenEmpty = ({ job, completionCondition }: AdHoc, instance: ElementInstance): boolean =>
  instance.isInterrupted === true ||
  instance.isFulfilled === true ||
  (job === undefined && completionCondition === undefined);

/**
 * An activated element and what follows it have ended: the output is collected, and the sub-process goes on
 * or completes.
 */
export function leaveAdHocInner(engine: Engine, inner: ElementInstance, instance: ElementInstance): void {
  const node = getNode(engine, instance);
  if (node.kind !== 'scope' || !node.adHoc) return;
  const { adHoc } = node;
  const collected = collectOutput(engine, inner, { adHoc, instance });
  const continuation = collected.ok ? evaluateContinuation(engine, instance, adHoc) : collected;
  if (!continuation.ok) {
    // Resolving the incident collects the output again.
    if (collected.ok) collected.value();
    return raiseIncident(engine, inner, { ...continuation.failure, step: 'complete' });
  }
  removeInstance(engine, inner, 'COMPLETED');
  noteCompensable(engine, instance, { instance: inner, node: getNode(engine, inner) });
  const next = continuation.value;
  if (typeof next === 'object') return offerNextJob(engine, instance, next.nextJob);
  if (next === 'fulfilled') return fulfillAdHoc(engine, instance, adHoc.cancelsRemaining);
  if (completesWhenEmpty(adHoc, instance)) fulfillAdHoc(engine, instance, false);
}

/** Hands the collected outputs to the scope around an ad-hoc sub-process. */
export function handOverOutputs(
  engine: Engine,
  instance: ElementInstance,
  { adHoc, scope }: { readonly adHoc: AdHoc; readonly scope: ElementInstance },
): void {
  const { outputCollection } = adHoc;
  showLoopOutputs(engine, instance);
  const list = outputCollection === undefined ? undefined : instance.variables[outputCollection];
  if (outputCollection !== undefined && list !== undefined)
    mergeVariables(engine, scope, { [outputCollection]: list });
}
