import { compile } from '@jobwright/feel';
import { type JsonValue, stringifyJson } from '@jobwright/json';
import { type ProcessTest, ProcessTestError } from '@jobwright/process-testing';
import type { z } from 'zod';
import type {
  assertVariable as variableSchema,
  assertVariables as variablesSchema,
} from '../format/assertion-instructions.schema.ts';
import type { AssertionMode } from './assertion-mode.ts';
import { selectElement } from './build-selectors.ts';
import { openInstance } from './open-instance.ts';

/** Checks variables of a process instance, or the local ones of an element. */
export async function assertVariables(
  test: ProcessTest,
  instruction: z.infer<typeof variablesSchema>,
  mode: AssertionMode,
): Promise<void> {
  const { elementSelector, variableNames = [], variables } = instruction;
  const assertions = openInstance(test, instruction, mode);
  if (elementSelector) {
    const element = selectElement(elementSelector);
    if (variableNames.length > 0) await assertions.hasLocalVariableNames(element, ...variableNames);
    if (variables) await assertions.hasLocalVariables(element, variables);
    return;
  }
  if (variableNames.length > 0) await assertions.hasVariableNames(...variableNames);
  if (variables) await assertions.hasVariables(variables);
}

/** Checks one variable by an expression; without one, that the variable is there. */
export async function assertVariable(
  test: ProcessTest,
  instruction: z.infer<typeof variableSchema>,
  mode: AssertionMode,
): Promise<void> {
  const { elementSelector, variableName, satisfiesExpression: expression } = instruction;
  const assertions = openInstance(test, instruction, mode);
  const element = elementSelector && selectElement(elementSelector);
  if (expression === undefined) {
    await (element
      ? assertions.hasLocalVariableNames(element, variableName)
      : assertions.hasVariableNames(variableName));
    return;
  }
  const check = createRequirement(test, expression, variableName);
  await (element
    ? assertions.hasLocalVariableSatisfies(element, variableName, check)
    : assertions.hasVariableSatisfies(variableName, check));
}

/** @throws FeelError when the expression is wrong */
function createRequirement(test: ProcessTest, expression: string, name: string): (value: JsonValue) => void {
  if (expression.trimStart().startsWith('=')) {
    throw new ProcessTestError(`satisfiesExpression '${expression}' must not begin with '='`);
  }
  const clock = { now: () => test.currentTime().getTime(), timeZone: 'UTC' };
  const compiled = compile(expression, { version: '8.10', clock });
  return (value) => {
    const result = compiled.evaluate({ [name]: value });
    if (result === true) return;
    throw new ProcessTestError(
      `'${expression}' is ${stringifyJson(result)} where ${name} is ${stringifyJson(value)}`,
    );
  };
}
