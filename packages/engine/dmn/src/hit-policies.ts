import { feelTypeOf } from '@jobwright/feel';
import type { Aggregation, DecisionTable } from './dmn-model.ts';
import { DecisionFailure } from './decision-failure.ts';
import { type LogicScope, withVariables } from './evaluation.ts';
import type { RuleOutputs } from './rule-outputs.ts';
import { sortByPriority } from './sort-by-priority.ts';

/** A single output is the result itself, several are a context. */
export function asResult(outputs: RuleOutputs): unknown {
  const [only] = outputs.values();
  return outputs.size === 1 ? only : Object.fromEntries(outputs);
}

interface Matching {
  /** Of each rule that matches; at least one. */
  readonly outputs: readonly RuleOutputs[];
  readonly ruleIndexes: readonly number[];
}

/** The result of a table of which rules match. @throws DecisionFailure */
export function applyHitPolicy(scope: LogicScope, table: DecisionTable, matching: Matching): unknown {
  const { outputs, ruleIndexes } = matching;
  const [first = new Map()] = outputs;
  switch (table.hitPolicy) {
    case 'UNIQUE':
      if (outputs.length > 1)
        throw new DecisionFailure(
          `multiple values aren't allowed for UNIQUE hit policy, but the rules ${listRules(ruleIndexes)} match`,
        );
      return asResult(first);
    case 'FIRST':
      return asResult(first);
    case 'ANY': {
      const other = outputs.findIndex((one) => !isSame(scope, first, one));
      if (other >= 0)
        throw new DecisionFailure(
          `different values aren't allowed for ANY hit policy, but those of the rules ${ruleIndexes[0]} and ${ruleIndexes[other]} differ`,
        );
      return asResult(first);
    }
    case 'PRIORITY':
      return asResult(sortByPriority(table, outputs)[0] ?? first);
    case 'OUTPUT ORDER':
      return sortByPriority(table, outputs).map(asResult);
    case 'RULE ORDER':
      return outputs.map(asResult);
    case 'COLLECT':
      return table.aggregation ? aggregate(scope, table.aggregation, outputs) : outputs.map(asResult);
  }
}

const MAX_LISTED = 10;

function listRules(indexes: readonly number[]): string {
  const shown = indexes.slice(0, MAX_LISTED).join(', ');
  return indexes.length > MAX_LISTED ? `${shown}, …` : shown;
}

function isSame(scope: LogicScope, first: RuleOutputs, second: RuleOutputs): boolean {
  const inner = withVariables(scope, { first: asResult(first), second: asResult(second) });
  return scope.evaluation.expressions.evaluate(inner, 'first = second') === true;
}

const AGGREGATES: Readonly<Record<Exclude<Aggregation, 'COUNT'>, string>> = {
  SUM: 'sum(values)',
  MIN: 'min(values)',
  MAX: 'max(values)',
};

function aggregate(scope: LogicScope, aggregation: Aggregation, outputs: readonly RuleOutputs[]): unknown {
  if (aggregation === 'COUNT') return outputs.length;
  const values = outputs.map(asResult);
  const other = values.find((value) => feelTypeOf(value) !== 'number');
  if (other !== undefined)
    throw new DecisionFailure(
      `expected number but found '${feelTypeOf(other)}' for the aggregation ${aggregation}`,
    );
  return scope.evaluation.expressions.evaluate(withVariables(scope, { values }), AGGREGATES[aggregation]);
}
