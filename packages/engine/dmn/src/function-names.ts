import type { DecisionLogic, DmnModel } from './dmn-model.ts';

/**
 * Names under which expressions may find a function: of business knowledge models, and of variables that may
 * hold one.
 */
export function listFunctionNames({ decisions, knowledge }: DmnModel): readonly string[] {
  const names = new Set<string>();
  const addAll = (logic: DecisionLogic): boolean => {
    switch (logic.kind) {
      case 'function':
        for (const { name } of logic.parameters) names.add(name);
        return true;
      case 'context':
        for (const entry of logic.entries) if (addAll(entry.logic)) names.add(entry.name);
        return logic.result !== undefined && addAll(logic.result);
      case 'list':
        for (const item of logic.items) addAll(item);
        return false;
      case 'relation':
        for (const cell of logic.rows.flat()) addAll(cell);
        return false;
      case 'literalExpression':
        return /\bfunction\b/.test(logic.text);
      case 'invocation':
        for (const { name } of logic.bindings) names.add(name);
        return true;
      case 'decisionTable':
        return false;
    }
  };
  for (const { name, parameters, logic } of knowledge) {
    names.add(name);
    for (const parameter of parameters) names.add(parameter.name);
    if (logic) addAll(logic);
  }
  for (const { resultName, logic } of decisions) if (addAll(logic)) names.add(resultName);
  return [...names];
}
