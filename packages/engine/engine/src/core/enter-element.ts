import type { GraphNode } from '../model/graph.ts';
import { prepareAdHoc } from './ad-hoc.ts';
import { enterNode } from './elements/enter-node.ts';
import { completes, type Entered, listens, waits } from './elements/element-behavior.ts';
import { type Engine, getNode } from './engine.ts';
import type { ElementInstance } from './engine-state.ts';
import type { Evaluation } from './evaluate.ts';
import { isListening, runListeners } from './execution-listeners.ts';
import { recordEntered } from './history.ts';
import { raiseIncident } from './incidents.ts';
import { complete } from './leave-element.ts';
import { evaluateMappings } from './mappings.ts';
import { enterLoop, isLoopBody } from './multi-instance.ts';
import { setLocalVariables } from './variables.ts';

function applyInputs(engine: Engine, instance: ElementInstance, node: GraphNode): Evaluation<undefined> {
  if (node.inputs.length === 0) return { ok: true, value: undefined };
  const inputs = evaluateMappings(engine, instance, { mappings: node.inputs, keepsExisting: false });
  if (!inputs.ok) return inputs;
  setLocalVariables(instance, inputs.value);
  return { ok: true, value: undefined };
}

function enter(engine: Engine, instance: ElementInstance, node: GraphNode): Evaluation<Entered> {
  if (node.multiInstance && isLoopBody(node, instance)) {
    if (node.listeners?.beforeAll) {
      const running = runListeners(engine, instance, 'beforeAll');
      if (!running.ok) return running;
      if (running.value) return listens;
    }
    const isEmpty = enterLoop(engine, instance, node.multiInstance);
    if (!isEmpty.ok) return isEmpty;
    return isEmpty.value ? completes : waits;
  }
  if (!node.listeners?.start || !isListening(instance, 'start')) {
    if (node.kind === 'scope' && node.adHoc) prepareAdHoc(instance, node.adHoc);
    const inputs = applyInputs(engine, instance, node);
    if (!inputs.ok) return inputs;
  }
  // The event behind an event-based gateway has already happened.
  if (node.listeners?.start && instance.isTriggered !== true) {
    const running = runListeners(engine, instance, 'start');
    if (!running.ok) return running;
    if (running.value) return listens;
  }
  return enterNode(engine, instance, node);
}

/** Input mappings, then what the element does; an incident where one of them fails. */
export function activate(engine: Engine, instance: ElementInstance): void {
  const node = getNode(engine, instance);
  if (instance.enteredOrder < 0) recordEntered(engine, instance);
  const entered = enter(engine, instance, node);
  if (!entered.ok) return raiseIncident(engine, instance, { ...entered.failure, step: 'activate' });
  if (entered.value.kind === 'listens') return;
  instance.phase = 'active';
  switch (entered.value.kind) {
    case 'waits':
      return;
    case 'completes':
      engine.work.push({ kind: 'complete', key: instance.key });
      return;
    case 'leaves':
      return complete(engine, instance, entered.value.exit);
  }
}
