import type { JsonObject } from '@jobwright/connector-sdk';

import type { GraphNode } from '../model/graph.ts';
import { chooseFlow } from './choose-flow.ts';
import { createJob, evaluateJob } from './create-job.ts';
import { createInstance } from './element-instances.ts';
import { type Engine, getNode, getScope } from './engine.ts';
import type { ElementInstance } from './engine-state.ts';
import { evaluateText, type Evaluation, fail, type Failure } from './evaluate.ts';
import { raiseIncident } from './incidents.ts';
import { evaluateMappings } from './mappings.ts';
import { terminate } from './terminate.ts';
import { describeUncaught, throwToCatcher } from './throw-error.ts';
import { setLocalVariables } from './variables.ts';
import { openWaits } from './waits.ts';

/** Whether the element waits for something now, or goes on by itself: by all its flows, or by the one it chose. */
type Entered = { readonly goesOn: false } | { readonly goesOn: true; readonly flowId?: string };
const waits: Evaluation<Entered> = { ok: true, value: { goesOn: false } };
const completes: Evaluation<Entered> = { ok: true, value: { goesOn: true } };
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
      return chosen.value ? { ok: true, value: { goesOn: true, flowId: chosen.value.id } } : completes;
    }
    case 'parallelGateway':
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
  if (!entered.value.goesOn) return;
  const { flowId } = entered.value;
  engine.work.push({ kind: 'complete', key: instance.key, ...(flowId !== undefined && { flowId }) });
}
