import type { Key, Result } from '../commands.ts';
import { type Engine, getExecutable, getScope } from '../engine.ts';
import type { ElementInstance } from '../engine-state.ts';
import { succeed } from '../result.ts';
import { findTypeName, SUPPORTED_TYPES, UNSUPPORTED_TYPES } from './activatable-types.ts';
import { followsEventBasedGateway, listScopeIds } from './element-names.ts';
import { ancestorNotActive, quoteAll, rejectModification } from './modify-rejections.ts';
import type { ActivateInstruction } from './modify-types.ts';
import type { ResolvedInstructions } from './resolve-instructions.ts';

interface Check {
  readonly engine: Engine;
  readonly root: ElementInstance;
  readonly instructions: ResolvedInstructions;
}

const processIdOf = ({ engine, root }: Check): string => getExecutable(engine, root).definition.bpmnProcessId;

function checkElements(check: Check): Result<void> {
  const { engine, root, instructions } = check;
  const executable = getExecutable(engine, root);
  const bpmnProcessId = processIdOf(check);
  const ids = new Set(instructions.activations.map(({ elementId }) => elementId));
  const types = new Map([...ids].map((id) => [id, findTypeName(executable, id)]));
  const unknown = [...ids].filter((id) => types.get(id) === undefined);
  if (unknown.length > 0)
    return rejectModification(
      bpmnProcessId,
      `it contains one or more activate instructions with an element that could not be found: ${quoteAll(unknown)}`,
    );
  const behindGateway = [...ids].filter((id) => followsEventBasedGateway(executable, id));
  if (behindGateway.length > 0)
    return rejectModification(
      bpmnProcessId,
      `it contains one or more activate instructions for elements that are unsupported: ${quoteAll(behindGateway)}. The activation of events belonging to an event-based gateway is not supported.`,
    );
  const unsupported = [...ids].filter((id) => UNSUPPORTED_TYPES.includes(types.get(id) ?? ''));
  if (unsupported.length === 0) return succeed(undefined);
  return rejectModification(
    bpmnProcessId,
    `it contains one or more activate instructions for elements that are unsupported: ${quoteAll(unsupported)}. The activation of elements with type ${quoteAll(unsupported.map((id) => types.get(id) ?? ''))} is not supported. Supported element types are: [${SUPPORTED_TYPES}].`,
  );
}

/** Only instances of the modified process instance can be terminated. */
function checkTerminations(check: Check): Result<void> {
  const { engine, root, instructions } = check;
  const unknown = instructions.terminateKeys.filter(
    (key) => engine.state.elementInstances.get(key)?.processInstanceKey !== root.key,
  );
  if (unknown.length === 0) return succeed(undefined);
  return rejectModification(
    processIdOf(check),
    `it contains one or more terminate instructions with an element instance that could not be found: ${quoteAll(unknown)}`,
  );
}

function checkVariableScopes(check: Check): Result<void> {
  const { engine, root, instructions } = check;
  const executable = getExecutable(engine, root);
  const scopes = instructions.activations.flatMap(({ elementId, variableInstructions = [] }) =>
    variableInstructions.flatMap(({ scopeId = '' }) => (scopeId === '' ? [] : [{ scopeId, elementId }])),
  );
  const unknown = scopes.filter(
    ({ scopeId }) => !executable.findNode(scopeId) && executable.flowTarget(scopeId) === undefined,
  );
  if (unknown.length > 0)
    return rejectModification(
      processIdOf(check),
      `it contains one or more variable instructions with a scope element id that could not be found: ${quoteAll(unknown.map(({ scopeId }) => scopeId))}`,
    );
  const isOutside = scopes.some(
    ({ scopeId, elementId }) =>
      scopeId !== elementId && !listScopeIds(executable, elementId).includes(scopeId),
  );
  if (!isOutside) return succeed(undefined);
  return rejectModification(
    processIdOf(check),
    "it contains one or more variable instructions with a scope element that doesn't belong to the activating element's flow scope. These variables should be set before or after the modification.",
  );
}

interface Chosen {
  readonly elementId: string;
  readonly key: Key;
}

const listChosen = (activations: readonly ActivateInstruction[]): readonly Chosen[] =>
  activations.flatMap(({ elementId, ancestorElementInstanceKey: key }) =>
    key === undefined ? [] : [{ elementId, key }],
  );

function checkAncestors(check: Check): Result<void> {
  const { engine, root, instructions } = check;
  const { elementInstances } = engine.state;
  const chosen = listChosen(instructions.activations);
  const bpmnProcessId = processIdOf(check);
  const keys = chosen.map(({ key }) => key);
  const inactive = keys.filter((key) => elementInstances.get(key)?.phase !== 'active');
  if (inactive.length > 0) return ancestorNotActive(bpmnProcessId, inactive);
  const foreign = keys.filter((key) => elementInstances.get(key)?.processInstanceKey !== root.key);
  if (foreign.length > 0)
    return rejectModification(
      bpmnProcessId,
      `it contains one or more activate instructions with an ancestor scope key that does not belong to the modified process instance: ${quoteAll(foreign)}`,
    );
  const executable = getExecutable(engine, root);
  const wrong = chosen.flatMap(({ key, elementId }) => {
    const ancestorId = elementInstances.get(key)?.elementId ?? '';
    return listScopeIds(executable, elementId).includes(ancestorId)
      ? []
      : [`\n- instance '${key}' of element '${ancestorId}' is not an ancestor of element '${elementId}'`];
  });
  if (wrong.length === 0) return succeed(undefined);
  return rejectModification(
    bpmnProcessId,
    `it contains one or more activate instructions with an ancestor scope key that is not an ancestor of the element to activate:${wrong.join('')}`,
  );
}

/** Terminated instances that contain the element to activate. */
function listConflicts(
  { engine, root }: Check,
  { elementId, ancestorElementInstanceKey }: ActivateInstruction,
  terminated: ReadonlyMap<string, ReadonlySet<Key>>,
): readonly Key[] {
  if (ancestorElementInstanceKey === undefined)
    return listScopeIds(getExecutable(engine, root), elementId).flatMap((id) => [
      ...(terminated.get(id) ?? []),
    ]);
  const { elementInstances } = engine.state;
  const conflicts: Key[] = [];
  for (let scope = elementInstances.get(ancestorElementInstanceKey); scope; scope = getScope(engine, scope))
    if (terminated.get(scope.elementId)?.has(scope.key) === true) conflicts.push(scope.key);
  return conflicts;
}

/** Nothing is activated in a scope that the same modification terminates. */
function checkConflicts(check: Check): Result<void> {
  const { engine, instructions } = check;
  const terminated = new Map<string, Set<Key>>();
  for (const key of new Set(instructions.terminateKeys)) {
    const elementId = engine.state.elementInstances.get(key)?.elementId ?? '';
    const keys = terminated.get(elementId);
    if (keys) keys.add(key);
    else terminated.set(elementId, new Set([key]));
  }
  const conflicts = instructions.activations.flatMap((activation) =>
    listConflicts(check, activation, terminated).map(
      (key) =>
        `element '${activation.elementId}' requires flow scope instance '${key}' which is being terminated`,
    ),
  );
  if (conflicts.length === 0) return succeed(undefined);
  return rejectModification(
    processIdOf(check),
    `it contains one or more activate instructions for elements whose required flow scope instance is also being terminated: ${conflicts.join(', ')}. Please provide a valid ancestor scope key for the activation or avoid terminating the required flow scope.`,
  );
}

const CHECKS = [checkElements, checkTerminations, checkVariableScopes, checkAncestors, checkConflicts];

/** Checks the instructions against the model and the running instance. */
export function checkInstructions(check: Check): Result<void> {
  for (const part of CHECKS) {
    const result = part(check);
    if (!result.ok) return result;
  }
  return succeed(undefined);
}
