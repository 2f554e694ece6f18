import type { JsonObject, JsonValue } from '@jobwright/json';
import type { ProcessInstanceTarget } from '../context/process-instance.ts';
import { resolveSelector, type Selection } from '../selectors/resolve-selector.ts';
import { VariableSelectors } from '../selectors/selectors.ts';
import type { ElementInfo, VariableInfo } from '../views/infos.ts';
import { viewElements } from '../views/views.ts';
import { type Check, describeCheck, showList, showValue } from './check.ts';
import { reportInstance } from './describe-instance.ts';
import { equalValues } from './equal-values.ts';

/** Holds, unless it is false or throws: it may contain assertions. */
export type Requirement<Value> = (value: Value) => unknown;

/** Names with expected values, in which `expect.any(Number)` and its like may stand for parts. */
export type ExpectedVariables = Readonly<Record<string, unknown>>;

interface Scope {
  readonly target: ProcessInstanceTarget;
  /** Undefined: there is no such instance or element. */
  readonly variables: JsonObject | undefined;
  /** `variable` or `local variable of 'x'`. */
  readonly noun: string;
}

const own = (target: ProcessInstanceTarget): Scope => ({
  target,
  variables: target.find()?.variables,
  noun: '',
});

function localTo(target: ProcessInstanceTarget, element: Selection<ElementInfo>): Scope {
  const selector = resolveSelector(element, target.context.selectElement);
  const key = target.find()?.processInstanceKey;
  const elements = key === undefined ? [] : viewElements(target.context, key);
  const noun = ` local to '${selector.description.replace(/^id: /, '')}'`;
  return { target, variables: elements.findLast(selector.matches)?.variables, noun };
}

function describe(
  { target, variables, noun }: Scope,
  { wish, pass, actual }: { readonly wish: string; readonly pass: boolean; readonly actual: () => string },
): Check {
  return describeCheck({
    target,
    wish: `${wish}${noun}`,
    pass: variables !== undefined && pass,
    actual: () => {
      if (variables) return actual();
      return target.find() ? 'the element was not entered' : 'it was not created';
    },
    report: () => reportInstance(target),
  });
}

const listNames = (variables: JsonObject = {}): string => `its names are ${showList(Object.keys(variables))}`;

function checkNames(scope: Scope, names: readonly string[]): Check {
  const { variables = {} } = scope;
  return describe(scope, {
    wish: `to have the variables ${showList(names)}`,
    pass: names.every((name) => Object.hasOwn(variables, name)),
    actual: () => listNames(variables),
  });
}

function checkValues(scope: Scope, expected: ExpectedVariables): Check {
  const { variables = {} } = scope;
  const wrong = Object.keys(expected).filter(
    (name) => !Object.hasOwn(variables, name) || !equalValues(expected[name], variables[name]),
  );
  const shown = Object.entries(expected).map(([name, value]) => `${name}: ${showValue(value)}`);
  return describe(scope, {
    wish: `to have the variables { ${shown.join(', ')} }`,
    pass: wrong.length === 0,
    actual: () =>
      wrong
        .map((name) =>
          Object.hasOwn(variables, name) ? `${name} is ${showValue(variables[name])}` : `${name} is missing`,
        )
        .join(' and '),
  });
}

function findVariable(
  { variables = {} }: Scope,
  selection: Selection<VariableInfo>,
): VariableInfo | undefined {
  const { matches } = resolveSelector(selection, VariableSelectors.byName);
  return Object.entries(variables)
    .map(([name, value]) => ({ name, value }))
    .find(matches);
}

function checkValue(scope: Scope, selection: Selection<VariableInfo>, expected: unknown): Check {
  const { description } = resolveSelector(selection, VariableSelectors.byName);
  const found = findVariable(scope, selection);
  return describe(scope, {
    wish: `to have the variable '${description.replace(/^variable: /, '')}' with the value ${showValue(expected)}`,
    pass: found !== undefined && equalValues(expected, found.value),
    actual: () => (found ? `it is ${showValue(found.value)}` : listNames(scope.variables)),
  });
}

function checkRequirement<Value>(
  scope: Scope,
  wish: string,
  { value, requirement }: { readonly value: Value | undefined; readonly requirement: Requirement<Value> },
): Check {
  let reason = 'the requirement is false';
  let pass = false;
  try {
    if (value === undefined) reason = listNames(scope.variables);
    else pass = requirement(value) !== false;
  } catch (error) {
    reason = error instanceof Error ? error.message : String(error);
  }
  return describe(scope, { wish, pass, actual: () => reason });
}

/** What can be asserted of the variables of a process instance, and of those of its elements. */
export const variableChecks = {
  /** The process instance has variables of these names. */
  hasVariableNames: (target: ProcessInstanceTarget, ...names: string[]): Check =>
    checkNames(own(target), names),
  /** The process instance has a variable with this value. */
  hasVariable: (target: ProcessInstanceTarget, variable: Selection<VariableInfo>, value: unknown): Check =>
    checkValue(own(target), variable, value),
  /** The process instance has these variables; it may have others. */
  hasVariables: (target: ProcessInstanceTarget, variables: ExpectedVariables): Check =>
    checkValues(own(target), variables),
  /** The value of a variable meets a requirement. */
  hasVariableSatisfies: (
    target: ProcessInstanceTarget,
    name: string,
    requirement: Requirement<JsonValue>,
  ): Check =>
    checkRequirement(own(target), `to have a variable '${name}' that satisfies the requirement`, {
      ...{ value: target.find()?.variables[name], requirement },
    }),
  /** All variables together meet a requirement. */
  hasVariablesSatisfy: (target: ProcessInstanceTarget, requirement: Requirement<JsonObject>): Check =>
    checkRequirement(own(target), 'to have variables that satisfy the requirement', {
      ...{ value: target.find()?.variables, requirement },
    }),
  /** The element itself has variables of these names. */
  hasLocalVariableNames: (
    target: ProcessInstanceTarget,
    element: Selection<ElementInfo>,
    ...names: string[]
  ): Check => checkNames(localTo(target, element), names),
  /** The element itself has a variable with this value. */
  hasLocalVariable(
    target: ProcessInstanceTarget,
    element: Selection<ElementInfo>,
    ...[variable, value]: [Selection<VariableInfo>, unknown]
  ): Check {
    return checkValue(localTo(target, element), variable, value);
  },
  /** The element itself has these variables; it may have others. */
  hasLocalVariables: (
    target: ProcessInstanceTarget,
    element: Selection<ElementInfo>,
    variables: ExpectedVariables,
  ): Check => checkValues(localTo(target, element), variables),
  /** The value of a variable of the element itself meets a requirement. */
  hasLocalVariableSatisfies(
    target: ProcessInstanceTarget,
    element: Selection<ElementInfo>,
    ...[name, requirement]: [string, Requirement<JsonValue>]
  ): Check {
    const scope = localTo(target, element);
    return checkRequirement(scope, `to have a variable '${name}' that satisfies the requirement`, {
      ...{ value: scope.variables?.[name], requirement },
    });
  },
} as const;
