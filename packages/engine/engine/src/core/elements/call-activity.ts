import type { JsonObject } from '@jobwright/json';

import type { CallActivityNode } from '../../model/graph.ts';
import { evaluateCalledBusinessId } from '../business-id.ts';
import { createProcessInstance } from '../element-instances.ts';
import { type Engine, getExecutable } from '../engine.ts';
import type { Definition, ElementInstance } from '../engine-state.ts';
import { evaluateText, type Evaluation, fail } from '../evaluate.ts';
import { collectVisibleVariables } from '../variables.ts';
import { openWaits } from '../waits.ts';
import { type ElementBehavior, waits } from './element-behavior.ts';

/** As deep as the broker goes. */
const MAX_DEPTH = 1_000;

function findCalled(
  engine: Engine,
  instance: ElementInstance,
  { processId, binding }: CallActivityNode,
): Evaluation<Definition> {
  const id = evaluateText(engine, instance, processId);
  if (!id.ok) return id;
  const { tenantId, deploymentKey } = getExecutable(engine, instance).definition;
  const bpmnProcessId = id.value;
  const found = engine.definitionIndex.findBound({ tenantId, bpmnProcessId, binding, deploymentKey });
  if (found) return { ok: true, value: found };
  const reasons = {
    latest: `Expected process with BPMN process id '${bpmnProcessId}' to be deployed, but not found.`,
    deployment: `Expected to call process with BPMN process id '${bpmnProcessId}' with binding type 'deployment', but no such process found in the deployment with key ${deploymentKey} which contained the current process. To resolve this incident, migrate the process instance to a process definition that is deployed together with the intended process to call.`,
    versionTag: `Expected to call process with BPMN process id '${bpmnProcessId}' and version tag '${binding.type === 'versionTag' ? binding.versionTag : ''}', but no such process found.`,
  };
  return fail('CALLED_ELEMENT_ERROR', reasons[binding.type]);
}

/** Starts an instance of another process, and completes when that does. */
export const callActivity: ElementBehavior<CallActivityNode> = {
  enter(engine, instance, node) {
    const found = findCalled(engine, instance, node);
    if (!found.ok) return found;
    const definition = found.value;
    const depth = engine.state.elementInstances.get(instance.processInstanceKey)?.callDepth ?? 0;
    if (depth >= MAX_DEPTH)
      return fail(
        'CALLED_ELEMENT_ERROR',
        `The call activity has reached the maximum depth of ${MAX_DEPTH}. This is likely due to a recursive call. Cancel the root process instance if this was unintentional. Otherwise, consider increasing the maximum depth, or use process instance modification to adjust the process instance.`,
      );
    const { graph } = definition;
    const [root] = graph.nodes;
    if (root?.kind !== 'scope' || root.startId === undefined)
      return fail(
        'CALLED_ELEMENT_ERROR',
        `Expected process with BPMN process id '${graph.id}' to have a none start event, but not found.`,
      );
    const businessId = evaluateCalledBusinessId(engine, instance, node.businessId);
    if (!businessId.ok) return businessId;
    const opened = openWaits(engine, instance);
    if (!opened.ok) return opened;
    const variables: JsonObject = node.propagateAllParentVariables
      ? collectVisibleVariables(engine, instance)
      : instance.variables;
    const called = createProcessInstance(engine, {
      definition,
      variables,
      caller: instance,
      businessId: businessId.value,
    });
    instance.calledKey = called.key;
    return waits;
  },
};
