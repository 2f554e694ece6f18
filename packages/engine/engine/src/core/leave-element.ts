import type { GraphNode } from '../model/graph.ts';
import { completesWhenEmpty, handOverOutputs, leaveAdHocInner } from './ad-hoc.ts';
import { noteCompensable, noteCompensated } from './compensation.ts';
import { createInstance } from './element-instances.ts';
import type { Exit } from './elements/element-behavior.ts';
import { endInstance } from './end-instance.ts';
import { type Engine, getExecutable, getNode, getScope } from './engine.ts';
import type { ElementInstance } from './engine-state.ts';
import type { Evaluation } from './evaluate.ts';
import { isListening, waitsForListeners } from './execution-listeners.ts';
import { raiseIncident } from './incidents.ts';
import { checkJoinsLater } from './inclusive-join.ts';
import { evaluateMappings } from './mappings.ts';
import { completeInner, continueLoop, isLoopBody, loopResult } from './multi-instance.ts';
import { takeFlow } from './take-flow.ts';
import { removeInstance, terminateChildren } from './terminate.ts';
import { mergeVariables, setLocalVariables } from './variables.ts';
import { closeWaits, openWaits } from './waits.ts';

/** Outputs see what the element was given as its own variables; without outputs all of it goes outwards. */
function applyOutputs(engine: Engine, instance: ElementInstance, node: GraphNode): Evaluation<undefined> {
  const { result } = instance;
  if (node.outputs.length > 0) {
    if (result) setLocalVariables(instance, result);
    const outputs = evaluateMappings(engine, instance, { mappings: node.outputs, keepsExisting: true });
    if (!outputs.ok) return outputs;
    // Those of an inner instance of a multi-instance activity stay with it.
    const target = instance.loopCounter === undefined ? getScope(engine, instance) : undefined;
    mergeVariables(engine, target ?? instance, outputs.value);
  } else if (result) {
    mergeVariables(engine, instance, result);
  }
  return { ok: true, value: undefined };
}

/** Completes a scope in which nothing is left. */
export function completeIfEmpty(engine: Engine, scope: ElementInstance): void {
  if (scope.childKeys.length > 0 || scope.waitingFlowIds.length > 0) return;
  if (scope.loop && scope.loop.created < scope.loop.items.length) return;
  const node = getNode(engine, scope);
  if (node.kind === 'scope' && node.adHoc && !scope.loop && !completesWhenEmpty(node.adHoc, scope)) return;
  engine.work.push({ kind: 'complete', key: scope.key });
}

/** An inner instance of a multi-instance activity goes; the body goes on with the next, or completes. */
function leaveLoop(
  engine: Engine,
  inner: ElementInstance,
  { body, node }: { readonly body: ElementInstance; readonly node: GraphNode },
): void {
  const { multiInstance } = node;
  if (!multiInstance) return;
  const completion = { body, inner, multiInstance };
  const outcome = completeInner(engine, completion);
  if (!outcome.ok) return raiseIncident(engine, inner, { ...outcome.failure, step: 'complete' });
  removeInstance(engine, inner, 'COMPLETED');
  noteCompensable(engine, body, { instance: inner, node });
  if (outcome.value) {
    terminateChildren(engine, body);
    if (body.childKeys.length === 0) engine.work.push({ kind: 'complete', key: body.key });
    return;
  }
  continueLoop(engine, completion);
  completeIfEmpty(engine, body);
}

function takeExit(
  engine: Engine,
  scope: ElementInstance,
  {
    node,
    exit,
    instance,
  }: { readonly node: GraphNode; readonly exit?: Exit | undefined; readonly instance: ElementInstance },
): void {
  if (exit && 'targetId' in exit) {
    createInstance(engine, { scope, elementId: exit.targetId });
    return;
  }
  const executable = getExecutable(engine, instance);
  const chosen = exit && new Set(exit.flowIds);
  for (const flow of node.outgoing) {
    if (chosen?.has(flow.id) === false) continue;
    takeFlow(engine, scope, { flow, target: executable.node(flow.targetId) });
  }
}

/**
 * What the element leaves behind: its outputs, or those of its repetitions. After a start event, event
 * sub-processes wait.
 */
function handOver(
  engine: Engine,
  instance: ElementInstance,
  { node, scope }: { readonly node: GraphNode; readonly scope: ElementInstance | undefined },
): Evaluation<undefined> {
  if (node.multiInstance && isLoopBody(node, instance)) {
    mergeVariables(engine, scope ?? instance, loopResult(engine, instance, node.multiInstance));
    return { ok: true, value: undefined };
  }
  if (scope && node.kind === 'scope' && node.adHoc)
    handOverOutputs(engine, instance, { adHoc: node.adHoc, scope });
  const outputs = applyOutputs(engine, instance, node);
  return scope && node.kind === 'start' && outputs.ok ? openWaits(engine, scope, 'afterStart') : outputs;
}

/** Output mappings, then the outgoing flows; a scope that has nothing left in it completes in turn. */
export function complete(engine: Engine, instance: ElementInstance, exit?: Exit): void {
  instance.phase = 'completing';
  const node = getNode(engine, instance);
  const scope = getScope(engine, instance);
  if (scope && node.kind === 'scope' && node.isAdHocInner === true)
    return leaveAdHocInner(engine, instance, scope);
  if (!node.listeners?.end || !isListening(instance, 'end')) {
    const results = handOver(engine, instance, { node, scope });
    if (!results.ok) return raiseIncident(engine, instance, { ...results.failure, step: 'complete' });
  }
  if (node.listeners?.end && !isLoopBody(node, instance)) {
    closeWaits(engine, instance);
    if (waitsForListeners(engine, instance, 'end')) return;
  }
  if (scope && instance.loopCounter !== undefined) return leaveLoop(engine, instance, { body: scope, node });
  removeInstance(engine, instance, 'COMPLETED');
  if (!scope) return endInstance(engine, instance, 'COMPLETED');
  noteCompensable(engine, scope, { instance, node });
  // A listener or an incident may have come between: where a link leads is in the model.
  const link = node.kind === 'linkThrow' ? { targetId: node.targetId } : undefined;
  takeExit(engine, scope, { node, exit: exit ?? link, instance });
  noteCompensated(engine, instance);
  checkJoinsLater(engine, scope);
  completeIfEmpty(engine, scope);
}
