import type { Key, Result } from '../commands.ts';
import { type Engine, getExecutable, getScope } from '../engine.ts';
import type { ElementInstance } from '../engine-state.ts';
import { succeed } from '../result.ts';
import { listScopeIds } from './element-names.ts';
import { ancestorNotActive, rejectModification } from './modify-rejections.ts';
import type { ActivateInstruction, VariableInstruction } from './modify-types.ts';

/** A scope to activate something in: one that runs, or one to make. */
export interface PlannedScope {
  readonly elementId: string;
  readonly parent: PlannedScope | undefined;
  /** Absent for a scope to make. */
  instance?: ElementInstance;
  /** Scopes to make in it. */
  readonly planned: PlannedScope[];
}

export interface PlannedActivation {
  readonly elementId: string;
  /** From the process instance inwards. */
  readonly scopes: readonly [PlannedScope, ...PlannedScope[]];
  readonly variableInstructions: readonly VariableInstruction[];
}

interface Planning {
  readonly engine: Engine;
  readonly root: PlannedScope;
  /** One planned scope for each instance, so that what is planned in it is found again. */
  readonly known: Map<Key, PlannedScope>;
}

interface Level {
  readonly elementId: string;
  /** The body of a multi-instance activity, or an instance in it: neither can be made on its own. */
  readonly isMultiInstance: boolean;
}

/**
 * The scopes between the process and an element; a multi-instance sub-process is two, its body and the
 * instance in it.
 */
function listLevels({ engine, root }: Planning, elementId: string): readonly Level[] {
  if (!root.instance) return [];
  const executable = getExecutable(engine, root.instance);
  const inner = listScopeIds(executable, elementId).slice(0, -1).reverse();
  return inner.flatMap((id) => {
    const isMultiInstance = executable.node(id).multiInstance !== undefined;
    const level = { elementId: id, isMultiInstance };
    return isMultiInstance ? [level, level] : [level];
  });
}

function scopeOf({ known }: Planning, instance: ElementInstance, parent: PlannedScope): PlannedScope {
  const found = known.get(instance.key);
  if (found) return found;
  const scope: PlannedScope = { elementId: instance.elementId, parent, instance, planned: [] };
  known.set(instance.key, scope);
  return scope;
}

function listInstances(planning: Planning, parent: PlannedScope, elementId: string): readonly PlannedScope[] {
  const { elementInstances } = planning.engine.state;
  const running = (parent.instance?.childKeys ?? []).flatMap((key) => {
    const child = elementInstances.get(key);
    return child?.elementId === elementId ? [scopeOf(planning, child, parent)] : [];
  });
  return [...running, ...parent.planned.filter((scope) => scope.elementId === elementId)];
}

function isWithin(scope: PlannedScope, ancestorKey: Key): boolean {
  let { parent } = scope;
  while (parent && parent.instance?.key !== ancestorKey) parent = parent.parent;
  return parent !== undefined;
}

function isInstanceWithin(engine: Engine, key: Key, ancestorKey: Key): boolean {
  let scope = engine.state.elementInstances.get(key);
  while (scope && scope.key !== ancestorKey) scope = getScope(engine, scope);
  return scope !== undefined;
}

/** The instance to reuse, none when one has to be made, or `several` when nothing says which. */
function chooseInstance(
  { engine }: Planning,
  found: readonly PlannedScope[],
  ancestorKey: Key | undefined,
): PlannedScope | undefined | 'several' {
  const [first, ...others] = found;
  if (!first) return undefined;
  if (ancestorKey === undefined) return others.length === 0 ? first : 'several';
  // Below the chosen ancestor everything is made anew.
  if (found.some((scope) => isWithin(scope, ancestorKey))) return undefined;
  if (others.length === 0) return first;
  const around = found.find(
    ({ instance }) => instance && isInstanceWithin(engine, ancestorKey, instance.key),
  );
  return around ?? 'several';
}

function planOne(planning: Planning, activation: ActivateInstruction): Result<PlannedActivation> {
  const { elementId, ancestorElementInstanceKey: ancestorKey, variableInstructions = [] } = activation;
  const bpmnProcessId = planning.root.elementId;
  const scopes: [PlannedScope, ...PlannedScope[]] = [planning.root];
  let parent = planning.root;
  for (const level of listLevels(planning, elementId)) {
    const chosen = chooseInstance(planning, listInstances(planning, parent, level.elementId), ancestorKey);
    if (chosen === 'several')
      return rejectModification(
        bpmnProcessId,
        `it contains one or more activate instructions for an element that has a flow scope with more than one active instance: '${level.elementId}'. Can't decide in which instance of the flow scope the element should be activated. Please specify an ancestor element instance key for this activate instruction.`,
      );
    if (!chosen && level.isMultiInstance)
      return rejectModification(
        bpmnProcessId,
        `it contains one or more activate instructions that would result in the activation of multi-instance element '${level.elementId}', which is currently unsupported.`,
      );
    if (chosen?.instance && chosen.instance.phase !== 'active')
      return ancestorNotActive(bpmnProcessId, [chosen.instance.key]);
    const next = chosen ?? { elementId: level.elementId, parent, planned: [] };
    if (!chosen) parent.planned.push(next);
    scopes.push(next);
    parent = next;
  }
  return succeed({ elementId, scopes, variableInstructions });
}

/**
 * Finds for each element the scopes to activate it in. Scopes of an earlier activation are reused by the
 * later ones.
 */
export function planActivations(
  engine: Engine,
  instance: ElementInstance,
  activations: readonly ActivateInstruction[],
): Result<readonly PlannedActivation[]> {
  const root: PlannedScope = { elementId: instance.elementId, parent: undefined, instance, planned: [] };
  const planning: Planning = { engine, root, known: new Map([[instance.key, root]]) };
  if (activations.length > 0 && instance.phase !== 'active')
    return ancestorNotActive(instance.elementId, [instance.key]);
  const planned: PlannedActivation[] = [];
  for (const activation of activations) {
    const one = planOne(planning, activation);
    if (!one.ok) return one;
    planned.push(one.value);
  }
  return succeed(planned);
}
