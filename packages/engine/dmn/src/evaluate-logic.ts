import { createFunction, toPlainJson } from '@jobwright/feel';
import type { BoxedContext, DecisionLogic, Invocation, Relation } from './dmn-model.ts';
import { evaluateCall, evaluateKnowledge } from './evaluate-decision.ts';
import { evaluateTable } from './evaluate-table.ts';
import { DecisionFailure, type LogicScope, recordEvaluated, withVariables } from './evaluation.ts';

/** The value of the logic with its FEEL type. @throws DecisionFailure, or FeelError when a limit is reached */
export function evaluateLogic(scope: LogicScope, logic: DecisionLogic): unknown {
  // A table records itself, with its inputs and rules.
  if (logic.kind === 'decisionTable') return evaluateTable(scope, logic);
  let value: unknown = null;
  try {
    return (value = evaluateBoxed(scope, logic));
  } finally {
    if (logic === scope.owner.logic) recordEvaluated(scope, logic, { output: toPlainJson(value) });
  }
}

function evaluateBoxed(
  scope: LogicScope,
  logic: Exclude<DecisionLogic, { readonly kind: 'decisionTable' }>,
): unknown {
  const { expressions } = scope.evaluation;
  switch (logic.kind) {
    case 'literalExpression':
      return expressions.evaluate(scope, logic.text);
    case 'context':
      return evaluateContext(scope, logic);
    case 'list':
      return logic.items.map((item) => evaluateLogic(scope, item));
    case 'relation':
      return evaluateRelation(scope, logic);
    case 'invocation':
      return evaluateInvocation(scope, logic);
    case 'function': {
      const { parameters, expression } = logic;
      const body: DecisionLogic = { kind: 'literalExpression', text: expression };
      const names = parameters.map(({ name }) => name);
      return createFunction(names, (args) =>
        evaluateCall(scope, { parameters: names.map((name) => ({ name })), args, logic: body }),
      );
    }
  }
}

function evaluateContext(scope: LogicScope, { entries, result }: BoxedContext): unknown {
  let made: Readonly<Record<string, unknown>> = {};
  for (const { name, logic } of entries)
    made = { ...made, [name]: evaluateLogic(withVariables(scope, made), logic) };
  return result ? evaluateLogic(withVariables(scope, made), result) : made;
}

function evaluateRelation(scope: LogicScope, { columns, rows }: Relation): unknown {
  return rows.map((row) =>
    Object.fromEntries(row.map((cell, index) => [columns[index] ?? '', evaluateLogic(scope, cell)] as const)),
  );
}

function evaluateInvocation(scope: LogicScope, { knowledgeName, bindings }: Invocation): unknown {
  const { evaluation } = scope;
  const knowledge = evaluation.requirements.knowledgeNamed(knowledgeName);
  if (!knowledge)
    throw new DecisionFailure(`there is no business knowledge model with the name '${knowledgeName}'`);
  const values = Object.fromEntries(
    bindings.map(
      ({ name, expression }) => [name, evaluation.expressions.evaluate(scope, expression)] as const,
    ),
  );
  return evaluateKnowledge(knowledge, withVariables(scope, values));
}
