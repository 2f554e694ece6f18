import type { EngineCore } from '@jobwright/engine';
import type { HasVariable } from '@jobwright/runtime';

/** Asks the embedded engine whether the task of a job sees a variable. */
export function createHasVariable(core: EngineCore): HasVariable {
  return (name, { elementInstanceKey, tenantId }) => {
    const evaluated = core.evaluateExpression({
      expression: `=\`${name}\``,
      ...{ tenantId, scopeKey: elementInstanceKey, variables: {} },
    });
    if (!evaluated.ok) return undefined;
    return !evaluated.value.warnings.some((warning) => warning.startsWith('No variable found'));
  };
}
