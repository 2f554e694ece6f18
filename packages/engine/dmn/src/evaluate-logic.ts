import { createFailure, createFunction, FeelError, toPlainJson } from '@jobwright/feel';
import { checkType } from './check-type.ts';
import type {
  BoxedContext,
  DecisionLogic,
  FormalParameter,
  Invocation,
  KnowledgeModel,
  Relation,
} from './dmn-model.ts';
import { evaluateTable } from './evaluate-table.ts';
import { DecisionFailure } from './decision-failure.ts';
import { type LogicScope, recordEvaluated, withVariables } from './evaluation.ts';

const MAX_CALL_DEPTH = 50;

/**
 * The value of the logic with its FEEL type. @throws DecisionFailure, or FeelError when a limit is reached
 */
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

/**
 * A function for each required business knowledge model. It sees the variables of its caller besides its
 * arguments.
 */
export function createFunctions(
  { evaluation, variables }: LogicScope,
  ids: readonly string[],
): Readonly<Record<string, unknown>> {
  const functions: Record<string, unknown> = {};
  for (const id of ids) {
    const knowledge = evaluation.requirements.knowledge(id);
    if (knowledge) Object.assign(functions, createKnowledgeFunction(knowledge, { evaluation, variables }));
  }
  return functions;
}

function createKnowledgeFunction(
  knowledge: KnowledgeModel,
  { evaluation, variables }: Pick<LogicScope, 'evaluation' | 'variables'>,
): Readonly<Record<string, unknown>> {
  const { name, parameters } = knowledge;
  let inner: LogicScope | undefined;
  const call = (args: readonly unknown[]): unknown => {
    inner ??= scopeOfKnowledge(knowledge, { evaluation, variables });
    return evaluateCall(inner, { parameters, args, logic: knowledge.logic });
  };
  return {
    [name]: createFunction(
      parameters.map((parameter) => parameter.name),
      call,
    ),
  };
}

function scopeOfKnowledge(
  knowledge: KnowledgeModel,
  { evaluation, variables }: Pick<LogicScope, 'evaluation' | 'variables'>,
): LogicScope {
  const scope: LogicScope = { evaluation, variables, owner: knowledge };
  return withVariables(scope, createFunctions(scope, knowledge.requiredKnowledgeIds));
}

/** Calls a function. What fails in it makes the call a failure, which FEEL turns into null. */
function evaluateCall(
  scope: LogicScope,
  {
    parameters,
    args,
    logic,
  }: {
    readonly parameters: readonly FormalParameter[];
    readonly args: readonly unknown[];
    readonly logic: KnowledgeModel['logic'];
  },
): unknown {
  const { evaluation } = scope;
  if (evaluation.callDepth >= MAX_CALL_DEPTH)
    throw new FeelError(
      'evaluation',
      `The evaluation was stopped: more than ${MAX_CALL_DEPTH} calls in each other.`,
      {
        limit: 'maxDepth',
      },
    );
  evaluation.callDepth += 1;
  try {
    const bound = parameters.map(({ name, type }, index): readonly [string, unknown] => {
      const value = args[index] ?? null;
      checkType(value, type, `the argument '${name}'`);
      return [name, value];
    });
    if (!logic) return null;
    return evaluateLogic(withVariables(scope, Object.fromEntries(bound)), logic);
  } catch (error) {
    if (error instanceof DecisionFailure) return createFailure(error.message);
    throw error;
  } finally {
    evaluation.callDepth -= 1;
  }
}

/** Evaluates a business knowledge model whose parameters are variables already. */
function evaluateKnowledge(
  knowledge: KnowledgeModel,
  { evaluation, variables }: Pick<LogicScope, 'evaluation' | 'variables'>,
): unknown {
  for (const { name, type } of knowledge.parameters) {
    if (!Object.hasOwn(variables, name))
      throw new DecisionFailure(`there is no value for the parameter '${name}' of '${knowledge.name}'`);
    checkType(variables[name], type, `the argument '${name}'`);
  }
  const scope = scopeOfKnowledge(knowledge, { evaluation, variables });
  return knowledge.logic ? evaluateLogic(scope, knowledge.logic) : null;
}
