import type { Key, Result } from '../commands.ts';
import { type Engine, getExecutable, getScope } from '../engine.ts';
import type { ElementInstance } from '../engine-state.ts';
import { succeed } from '../result.ts';
import { listScopeIds } from './element-names.ts';
import { quoteAll, rejectModification } from './modify-rejections.ts';
import type { ActivateInstruction, ModifyInstanceCommand, MoveInstruction } from './modify-types.ts';

/** What is left when moves and element ids have been replaced by activations and keys. */
export interface ResolvedInstructions {
  readonly activations: readonly ActivateInstruction[];
  readonly terminateKeys: readonly Key[];
}

/** The nearest instance around the source that can contain the target, directly or further in. */
function inferAncestor(engine: Engine, source: ElementInstance, targetElementId: string): Key | undefined {
  const executable = getExecutable(engine, source);
  if (!executable.findNode(targetElementId)) return source.scopeKey ?? undefined;
  const scopeIds = listScopeIds(executable, targetElementId);
  for (let scope = getScope(engine, source); scope; scope = getScope(engine, scope))
    if (scopeIds.includes(scope.elementId)) return scope.key;
  return undefined;
}

function findAncestor(
  engine: Engine,
  source: ElementInstance,
  { ancestorScope, targetElementId }: MoveInstruction,
): Key | undefined {
  switch (ancestorScope?.kind) {
    case undefined:
      return undefined;
    case 'direct':
      return ancestorScope.elementInstanceKey;
    case 'sourceParent':
      return source.scopeKey ?? undefined;
    case 'inferred':
      return inferAncestor(engine, source, targetElementId);
  }
}

function moveOf(engine: Engine, source: ElementInstance, move: MoveInstruction): ActivateInstruction {
  const ancestor = findAncestor(engine, source, move);
  return {
    elementId: move.targetElementId,
    variableInstructions: move.variableInstructions ?? [],
    ...(ancestor !== undefined && { ancestorElementInstanceKey: ancestor }),
  };
}

function checkSources(
  { state }: Engine,
  root: ElementInstance,
  { keys, bpmnProcessId }: { readonly keys: readonly Key[]; readonly bpmnProcessId: string },
): Result<void> {
  const missing = keys.filter((key) => !state.elementInstances.has(key));
  if (missing.length > 0)
    return rejectModification(
      bpmnProcessId,
      `it contains one or more move instructions with a source element instance that could not be found: ${quoteAll(missing)}`,
    );
  const foreign = keys.filter((key) => state.elementInstances.get(key)?.processInstanceKey !== root.key);
  if (foreign.length > 0)
    return rejectModification(
      bpmnProcessId,
      `it contains one or more move instructions with a source element instance that does not belong to the modified process instance: ${quoteAll(foreign)}`,
    );
  return succeed(undefined);
}

/**
 * Replaces moves by an activation and a termination each, and element ids by the keys of their instances,
 * outer ones first.
 */
export function resolveInstructions(
  engine: Engine,
  root: ElementInstance,
  command: ModifyInstanceCommand,
): Result<ResolvedInstructions> {
  const { activateInstructions = [], moveInstructions = [], terminateInstructions = [] } = command;
  const { elementInstances } = engine.state;
  const { bpmnProcessId } = getExecutable(engine, root).definition;
  const activations = [...activateInstructions];
  const movedKeys = moveInstructions.flatMap(({ sourceElementInstanceKey: key }) =>
    key === undefined ? [] : [key],
  );
  const checked = checkSources(engine, root, { keys: movedKeys, bpmnProcessId });
  if (!checked.ok) return checked;
  const movesById = new Map<string, MoveInstruction>();
  for (const move of moveInstructions) {
    const { sourceElementInstanceKey, sourceElementId = '' } = move;
    const source =
      sourceElementInstanceKey === undefined ? undefined : elementInstances.get(sourceElementInstanceKey);
    if (source) activations.push(moveOf(engine, source, move));
    else movesById.set(sourceElementId, move);
  }
  const keys = terminateInstructions.flatMap(({ elementInstanceKey: key }) =>
    key === undefined ? [] : [key],
  );
  const terminateKeys = [...movedKeys, ...keys];
  const elementIds = new Set(terminateInstructions.map(({ elementId }) => elementId));
  const known = new Set(keys);
  const queue = movesById.size + elementIds.size === 0 ? [] : [...root.childKeys];
  // The list grows while it is walked. What is in a terminated instance ends with it.
  for (const key of queue) {
    const instance = elementInstances.get(key);
    if (!instance) continue;
    const move = movesById.get(instance.elementId);
    if (move) activations.push(moveOf(engine, instance, move));
    if (move || elementIds.has(instance.elementId)) terminateKeys.push(key);
    else if (!known.has(key)) for (const childKey of instance.childKeys) queue.push(childKey);
  }
  return succeed({ activations, terminateKeys });
}
