import type { JsonObject } from '@jobwright/json';

import type { GraphNode } from '../model/graph.ts';
import { chooseFlow } from './choose-flow.ts';
import { createJob, evaluateJob } from './create-job.ts';
import { createInstance } from './element-instances.ts';
import { type Engine, getNode, getScope } from './engine.ts';
import type { ElementInstance } from './engine-state.ts';
import { evaluateText, type Evaluation, fail, type Failure } from './evaluate.ts';
import { raiseIncident } from './incidents.ts';
import { complete } from './leave-element.ts';
import { evaluateMappings } from './mappings.ts';
import { terminate } from './terminate.ts';
import { describeUncaught, throwToCatcher } from './throw-error.ts';
import { setLocalVariables } from './variables.ts';
import { openWaits } from './waits.ts';

/** What comes next: the element waits, completes in a step of its own, or leaves in this very one, as gateways do. */
type Entered =
  | { readonly kind: 'waits' }
  | { readonly kind: 'completes' }
  /** By the chosen flow, or by all. */
  | { readonly kind: 'leaves'; readonly flowId?: string };
const waits: Evaluation<Entered> = { ok: true, value: { kind: 'waits' } };
const completes: Evaluation<Entered> = { ok: true, value: { kind: 'completes' } };
const leaves: Evaluation<Entered> = { ok: true, value: { kind: 'leaves' } };
const NO_VARIABLES: JsonObject = {};

function applyInputs(engine: Engine, instance: ElementInstance, node: GraphNode): Evaluation<undefined> {
  if (node.inputs.length === 0) return { ok: true, value: undefined };
  const inputs = evaluateMappings(engine, instance, { mappings: node.inputs, keepsExisting: false });
  if (!inputs.ok) return inputs;
  setLocalVariables(instance, inputs.value);
  return { ok: true, value: undefined };
}

function throwEndError(engine: Engine, instance: ElementInstance, code: string): Evaluation<Entered> {
  const errorCode = evaluateText(engine, instance, code);
  if (!errorCode.ok) return errorCode;
  const outcome = throwToCatcher(engine, instance, { errorCode: errorCode.value, variables: NO_VARIABLES });
  if (outcome.caught) return waits;
  const details = { errorCode: errorCode.value, errorMessage: '', available: outcome.available };
  return fail('UNHANDLED_ERROR_EVENT', describeUncaught(details));
}

function terminateSiblings(engine: Engine, instance: ElementInstance): void {
  const scope = getScope(engine, instance);
  for (const key of [...(scope?.childKeys ?? [])]) {
    const sibling = engine.state.elementInstances.get(key);
    if (sibling && sibling !== instance) terminate(engine, sibling);
  }
  if (scope) scope.waitingFlowIds.length = 0;
}

/** What can fail comes first: an element that stops with an incident has opened nothing and made nothing. */
function enter(engine: Engine, instance: ElementInstance, node: GraphNode): Evaluation<Entered> {
  switch (node.kind) {
    case 'scope': {
      const opened = openWaits(engine, instance);
      if (!opened.ok) return opened;
      if (node.startId === undefined) return completes;
      createInstance(engine, { scope: instance, elementId: node.startId });
      return waits;
    }
    case 'job': {
      const job = evaluateJob(engine, instance, node);
      if (!job.ok) return job;
      const opened = openWaits(engine, instance);
      if (!opened.ok) return opened;
      createJob(engine, instance, job.value);
      return waits;
    }
    case 'catch': {
      const opened = openWaits(engine, instance);
      return opened.ok ? waits : opened;
    }
    case 'errorEnd':
      return throwEndError(engine, instance, node.errorCode);
    case 'terminateEnd':
      terminateSiblings(engine, instance);
      return completes;
    case 'passThrough': {
      const opened = openWaits(engine, instance);
      return opened.ok ? completes : opened;
    }
    case 'exclusiveGateway': {
      const chosen = chooseFlow(engine, instance, node);
      if (!chosen.ok) return chosen;
      return chosen.value ? { ok: true, value: { kind: 'leaves', flowId: chosen.value.id } } : leaves;
    }
    case 'parallelGateway':
      return leaves;
    case 'boundary':
      return completes;
  }
}

/** Input mappings, then what the element does; an incident where one of them fails. */
export function activate(engine: Engine, instance: ElementInstance): void {
  const node = getNode(engine, instance);
  const stop = (failure: Failure): void => raiseIncident(engine, instance, { ...failure, step: 'activate' });
  const inputs = applyInputs(engine, instance, node);
  if (!inputs.ok) return stop(inputs.failure);
  const entered = enter(engine, instance, node);
  if (!entered.ok) return stop(entered.failure);
  instance.phase = 'active';
  switch (entered.value.kind) {
    case 'waits':
      return;
    case 'completes':
      engine.work.push({ kind: 'complete', key: instance.key });
      return;
    case 'leaves':
      return complete(engine, instance, entered.value.flowId);
  }
}
