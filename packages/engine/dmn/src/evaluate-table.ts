import { toPlainJson } from '@jobwright/feel';
import type { EvaluatedInput, MatchedRule } from './decision-evaluation.ts';
import type { DecisionTable, TableInput, TableRule } from './dmn-model.ts';
import { type LogicScope, recordEvaluated } from './evaluation.ts';
import { applyHitPolicy, asResult } from './hit-policies.ts';
import type { RuleOutputs } from './rule-outputs.ts';

interface Matched {
  readonly rule: TableRule;
  readonly index: number;
}

/** Evaluates all inputs and rules, and records them even if the table has no result. */
export function evaluateTable(scope: LogicScope, table: DecisionTable): unknown {
  const { expressions } = scope.evaluation;
  let inputs: readonly unknown[] = [];
  let matched: readonly Matched[] = [];
  let outputs: readonly RuleOutputs[] = [];
  let result: unknown = null;
  try {
    inputs = table.inputs.map(({ expression }) => expressions.evaluate(scope, expression));
    const all = findMatching(scope, table, inputs);
    if (all.length === 0) return (result = evaluateDefaults(scope, table));
    const counting = table.hitPolicy === 'FIRST' ? all.slice(0, 1) : all;
    outputs = counting.map(({ rule }) => evaluateOutputs(scope, table, rule));
    matched = counting;
    return (result = applyHitPolicy(scope, table, {
      outputs,
      ruleIndexes: matched.map(({ index }) => index),
    }));
  } finally {
    if (table === scope.owner.logic)
      recordEvaluated(scope, table, {
        output: toPlainJson(result),
        inputs: describeInputs(table.inputs, inputs),
        matchedRules: describeRules(table, matched, outputs),
      });
  }
}

function findMatching(
  scope: LogicScope,
  table: DecisionTable,
  inputs: readonly unknown[],
): readonly Matched[] {
  const { expressions } = scope.evaluation;
  return table.rules.flatMap((rule, index) => {
    const cells = rule.tests.slice(0, inputs.length);
    const matches = cells.every((tests, column) => expressions.isSatisfied(scope, tests, inputs[column]));
    return matches ? [{ rule, index: index + 1 }] : [];
  });
}

function evaluateOutputs(scope: LogicScope, table: DecisionTable, rule: TableRule): RuleOutputs {
  const cells = rule.outputs.slice(0, table.outputs.length);
  return new Map(
    cells.map((text, column) => [
      table.outputs[column]?.name ?? '',
      scope.evaluation.expressions.evaluate(scope, text),
    ]),
  );
}

/** The result when no rule matches. Outputs without a default entry are left out. */
function evaluateDefaults(scope: LogicScope, { outputs }: DecisionTable): unknown {
  const values = outputs.flatMap(({ name = '', defaultEntry }): [string, unknown][] =>
    defaultEntry === undefined ? [] : [[name, scope.evaluation.expressions.evaluate(scope, defaultEntry)]],
  );
  return values.length === 0 ? null : asResult(new Map(values));
}

const MAX_NAME = 30;

function describeInputs(
  columns: readonly TableInput[],
  values: readonly unknown[],
): readonly EvaluatedInput[] {
  return values.map((value, index) => {
    const { id = '', label, expression = '' } = columns[index] ?? {};
    return { inputId: id, inputName: label ?? expression.slice(0, MAX_NAME), value: toPlainJson(value) };
  });
}

function describeRules(
  table: DecisionTable,
  matched: readonly Matched[],
  all: readonly RuleOutputs[],
): readonly MatchedRule[] {
  return matched.map(({ rule, index }, position) => ({
    ruleId: rule.id,
    ruleIndex: index,
    outputs: table.outputs.slice(0, rule.outputs.length).map(({ id, name, label }) => ({
      outputId: id,
      outputName: label ?? name ?? '',
      value: toPlainJson(all[position]?.get(name ?? '')),
    })),
  }));
}
