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
  /** Scopes to make in it, by their element. */
  readonly planned: Map<string, PlannedScope[]>;
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
  /** By scope and element: the instances that run in it. To look for them for each activation is square. */
  readonly running: Map<PlannedScope, ReadonlyMap<string, readonly ElementInstance[]>>;
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
  const scope: PlannedScope = { elementId: instance.elementId, parent, instance, planned: new Map() };
  known.set(instance.key, scope);
  return scope;
}

function groupChildren(
  { engine }: Planning,
  { instance }: PlannedScope,
): ReadonlyMap<string, readonly ElementInstance[]> {
  const groups = new Map<string, ElementInstance[]>();
  for (const key of instance?.childKeys ?? []) {
    const child = engine.state.elementInstances.get(key);
    const group = child && groups.get(child.elementId);
    if (group) group.push(child);
    else if (child) groups.set(child.elementId, [child]);
  }
  return groups;
}

function listRunning(
  planning: Planning,
  parent: PlannedScope,
  elementId: string,
): readonly ElementInstance[] {
  const groups = planning.running.get(parent) ?? groupChildren(planning, parent);
  planning.running.set(parent, groups);
  return groups.get(elementId) ?? [];
}

function isAtOrWithin(scope: PlannedScope, ancestorKey: Key): boolean {
  let around: PlannedScope | undefined = scope;
  while (around && around.instance?.key !== ancestorKey) around = around.parent;
  return around !== undefined;
}

/** The instance directly in a scope that is, or contains, another one. */
function findAround(
  { engine }: Planning,
  { instance: parent }: PlannedScope,
  key: Key,
): ElementInstance | undefined {
  let instance = engine.state.elementInstances.get(key);
  while (instance && instance.scopeKey !== parent?.key) instance = getScope(engine, instance);
  return instance;
}

/** The instance to reuse, none when one has to be made, or `several` when nothing says which. */
function chooseInstance(
  planning: Planning,
  { parent, elementId }: { readonly parent: PlannedScope; readonly elementId: string },
  ancestorKey: Key | undefined,
): PlannedScope | undefined | 'several' {
  const running = listRunning(planning, parent, elementId);
  const made = parent.planned.get(elementId) ?? [];
  const [first] = running;
  const only = first ? scopeOf(planning, first, parent) : made[0];
  if (!only) return undefined;
  const isOne = running.length + made.length === 1;
  if (ancestorKey === undefined) return isOne ? only : 'several';
  // Below the chosen ancestor everything is made anew.
  if (isAtOrWithin(parent, ancestorKey)) return undefined;
  if (isOne) return only;
  const around = findAround(planning, parent, ancestorKey);
  return around?.elementId === elementId ? scopeOf(planning, around, parent) : 'several';
}

/** A scope to make in another one. */
function planScope(parent: PlannedScope, elementId: string): PlannedScope {
  const scope: PlannedScope = { elementId, parent, planned: new Map() };
  const others = parent.planned.get(elementId);
  if (others) others.push(scope);
  else parent.planned.set(elementId, [scope]);
  return scope;
}

function planOne(planning: Planning, activation: ActivateInstruction): Result<PlannedActivation> {
  const { elementId, ancestorElementInstanceKey: ancestorKey, variableInstructions = [] } = activation;
  const bpmnProcessId = planning.root.elementId;
  const scopes: [PlannedScope, ...PlannedScope[]] = [planning.root];
  let parent = planning.root;
  for (const level of listLevels(planning, elementId)) {
    const chosen = chooseInstance(planning, { parent, elementId: level.elementId }, ancestorKey);
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
    const next = chosen ?? planScope(parent, level.elementId);
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
  const root: PlannedScope = {
    elementId: instance.elementId,
    parent: undefined,
    instance,
    planned: new Map(),
  };
  const planning: Planning = { engine, root, known: new Map([[instance.key, root]]), running: new Map() };
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
