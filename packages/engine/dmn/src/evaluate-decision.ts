import { createFailure, createFunction, FeelError } from '@jobwright/feel';
import { checkType } from './check-type.ts';
import type { DecisionModel, FormalParameter, KnowledgeModel } from './dmn-model.ts';
import { evaluateLogic } from './evaluate-logic.ts';
import { DecisionFailure, type LogicScope, withVariables } from './evaluation.ts';

const MAX_CALL_DEPTH = 50;

/** Required decisions are evaluated first, each as often as it is required; then the logic sees their results. */
export function evaluateDecision(
  decision: DecisionModel,
  { evaluation, variables }: Pick<LogicScope, 'evaluation' | 'variables'>,
): unknown {
  evaluation.budget.check();
  const results: Record<string, unknown>[] = [];
  for (const id of decision.requiredDecisionIds) {
    const required = evaluation.requirements.decision(id);
    if (required)
      results.push({ [required.resultName]: evaluateDecision(required, { evaluation, variables }) });
  }
  const outer: LogicScope = { evaluation, variables, owner: decision };
  const functions = createFunctions(outer, decision.requiredKnowledgeIds);
  const inner = results.reduce(withVariables, outer);
  const result = evaluateLogic(withVariables(inner, functions), decision.logic);
  checkType(result, decision.resultType, `the result of the decision '${decision.id}'`);
  return result;
}

/** A function for each required business knowledge model. It sees the variables of its caller besides its arguments. */
function createFunctions(
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
export function evaluateCall(
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
export function evaluateKnowledge(
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
