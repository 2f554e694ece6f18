import { compile, FeelError } from '@jobwright/feel';
import { isFeel } from '../model/expression.ts';
import { FEEL_VERSION } from '../model/feel-version.ts';
import { describeCamunda, listSecrets } from './camunda-context.ts';
import { CAMUNDA } from './camunda-name.ts';
import type { Result } from './commands.ts';
import type { Engine } from './engine.ts';
import { jsonOf } from './evaluate.ts';
import type { EvaluatedExpression, EvaluateExpressionCommand } from './expression-types.ts';
import { reject, succeed } from './result.ts';
import { findVariables } from './variables.ts';

/** Evaluates an expression without a process. */
export function evaluateExpression(
  engine: Engine,
  { expression, tenantId, scopeKey, variables }: EvaluateExpressionCommand,
): Result<EvaluatedExpression> {
  if (!isFeel(expression)) return succeed({ value: expression, warnings: [], secretNames: [] });
  const scope = scopeKey === undefined ? undefined : engine.state.elementInstances.get(scopeKey);
  if (scopeKey !== undefined && !scope)
    return reject(
      'NOT_FOUND',
      'EVALUATE',
      `Expected to evaluate an expression in the scope with key '${scopeKey}', but no such element instance was found`,
    );
  try {
    const compiled = compile(expression, { clock: engine.clock, version: FEEL_VERSION });
    const { references } = compiled;
    const seen = { ...(scope && findVariables(engine, scope, references)), ...variables };
    const namesCamunda = references.some(({ name }) => name === CAMUNDA) && !Object.hasOwn(seen, CAMUNDA);
    const context = {
      references,
      tenantId,
      processInstanceKey: scope?.processInstanceKey,
      isInput: true,
    };
    const { value, warnings } = compiled.explain(
      namesCamunda ? { ...seen, [CAMUNDA]: describeCamunda(engine, context) } : seen,
    );
    return succeed({
      value: jsonOf(value),
      warnings: warnings.map(({ message }) => message),
      secretNames: namesCamunda ? listSecrets(references) : [],
    });
  } catch (error) {
    if (!(error instanceof FeelError)) throw error;
    return reject(
      'INVALID_ARGUMENT',
      'EVALUATE',
      `Failed to evaluate expression '${expression.slice(1)}': ${error.message}`,
    );
  }
}
