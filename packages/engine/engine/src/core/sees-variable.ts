import type { EngineCore } from './commands.ts';
import type { Key } from './key.ts';

/** An element of a running instance. */
export interface ElementOfInstance {
  readonly processInstanceKey: Key;
  readonly elementInstanceKey: Key;
  readonly tenantId: string;
}

/**
 * Whether the input mappings of an element see a variable of that name; `undefined` if the element does not
 * run. What the mappings themselves set does not count.
 */
export function seesVariable(
  core: EngineCore,
  name: string,
  element: ElementOfInstance,
): boolean | undefined {
  const { processInstanceKey, elementInstanceKey, tenantId } = element;
  const passage = core
    .history(processInstanceKey)
    ?.elements.findLast((each) => each.elementInstanceKey === elementInstanceKey);
  // An inner instance of a multi-instance activity has the item of its loop as a variable of its own.
  const isInner = passage?.loopCounter !== undefined;
  const scopeKey = isInner ? elementInstanceKey : (passage?.scopeKey ?? elementInstanceKey);
  const evaluated = core.evaluateExpression({
    expression: `=\`${name}\``,
    tenantId,
    scopeKey,
    variables: {},
  });
  if (!evaluated.ok) return undefined;
  return !evaluated.value.warnings.some((warning) => warning.startsWith('No variable found'));
}
