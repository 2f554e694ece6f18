import { type ModdleElement, readElement, readElements, readText, toTagName } from '@jobwright/bpmn-model';
import type { BoxedContext, DecisionLogic, FormalParameter, Invocation, Relation } from './dmn-model.ts';
import { readDecisionTable } from './read-decision-table.ts';
import { readFeel, type Reading, report } from './read-feel.ts';

/** Boxed expressions in each other. */
const MAX_DEPTH = 100;
const NOTHING: DecisionLogic = { kind: 'literalExpression', text: 'null' };

/** What the logic belongs to. Only some kinds of it are evaluated there, as in Camunda's engine. */
export type LogicPlace = 'a decision' | 'a business knowledge model' | 'a boxed expression';

const MAY_HOLD: Readonly<Record<LogicPlace, (type: string) => boolean>> = {
  'a decision': (type) => type !== 'dmn:FunctionDefinition',
  'a business knowledge model': (type) => type !== 'dmn:FunctionDefinition' && type !== 'dmn:Invocation',
  'a boxed expression': () => true,
};

interface Position {
  readonly place: LogicPlace;
  readonly depth: number;
}

/** The logic of a decision, a business knowledge model, or a part of one. */
export function readLogic(
  reading: Reading,
  element: ModdleElement | undefined,
  { place, depth = 0 }: { readonly place: LogicPlace; readonly depth?: number },
): DecisionLogic {
  if (!element) {
    report(reading, `The logic of ${place} must not be empty: add a decision table or a literal expression`);
    return NOTHING;
  }
  if (depth > MAX_DEPTH) {
    report(reading, `Boxed expressions must be nested at most ${MAX_DEPTH} levels deep`);
    return NOTHING;
  }
  if (!MAY_HOLD[place](element.$type)) return refuse(reading, element, place);
  const inner: Position = { place: 'a boxed expression', depth: depth + 1 };
  switch (element.$type) {
    case 'dmn:DecisionTable':
      return readDecisionTable(reading, element);
    case 'dmn:LiteralExpression':
      return { kind: 'literalExpression', text: readFeel(reading, element, place) };
    case 'dmn:Context':
      return readContext(reading, element, inner);
    case 'dmn:List':
      return {
        kind: 'list',
        items: readElements(element, 'elements').map((item) => readLogic(reading, item, inner)),
      };
    case 'dmn:Relation':
      return readRelation(reading, element, inner);
    case 'dmn:Invocation':
      return readInvocation(reading, element);
    case 'dmn:FunctionDefinition':
      return readFunction(reading, element);
    default:
      return refuse(reading, element, place);
  }
}

function refuse(reading: Reading, { $type }: ModdleElement, place: LogicPlace): DecisionLogic {
  report(reading, `A ${toTagName($type)} is not supported as the logic of ${place}`);
  return NOTHING;
}

function readContext(reading: Reading, element: ModdleElement, inner: Position): BoxedContext {
  const all = readElements(element, 'contextEntry').map((entry) => ({
    name: readVariableName(entry),
    logic: readLogic(reading, readElement(entry, 'value'), inner),
  }));
  const last = all.at(-1);
  const hasResult = last !== undefined && last.name === undefined;
  const named = hasResult ? all.slice(0, -1) : all;
  return {
    kind: 'context',
    entries: named.map(({ name, logic }) => {
      if (name === undefined) report(reading, 'Each entry of a context but the last must have a variable');
      return { name: name ?? '', logic };
    }),
    ...(hasResult && { result: last.logic }),
  };
}

function readVariableName(entry: ModdleElement): string | undefined {
  const variable = readElement(entry, 'variable');
  return variable && (readText(variable, 'name') ?? '');
}

function readRelation(reading: Reading, element: ModdleElement, inner: Position): Relation {
  const columns = readElements(element, 'column').map((column) => readText(column, 'name') ?? '');
  const rows = readElements(element, 'row').map((row) =>
    readElements(row, 'elements').map((cell) => readLogic(reading, cell, inner)),
  );
  for (const { length } of rows)
    if (length !== columns.length)
      report(reading, `Each row of a relation must have ${columns.length} cells, but one has ${length}`);
  return { kind: 'relation', columns, rows };
}

function readInvocation(reading: Reading, element: ModdleElement): Invocation {
  const called = readElement(element, 'calledFunction');
  if (called && called.$type !== 'dmn:LiteralExpression')
    report(reading, 'An invocation must name a business knowledge model in a literal expression');
  const bindings = readElements(element, 'binding').map((binding) => {
    const parameter = readElement(binding, 'parameter');
    const formula = readElement(binding, 'bindingFormula');
    if (formula && formula.$type !== 'dmn:LiteralExpression')
      report(reading, 'A binding of an invocation must be a literal expression');
    const name = (parameter && readText(parameter, 'name')) ?? '';
    return { name, expression: readFeel(reading, formula, `the binding '${name}'`) };
  });
  return { kind: 'invocation', knowledgeName: (called && readText(called, 'text')?.trim()) ?? '', bindings };
}

export function readParameters(element: ModdleElement): readonly FormalParameter[] {
  return readElements(element, 'formalParameter').map((parameter) => {
    const type = readText(parameter, 'typeRef');
    return { name: readText(parameter, 'name') ?? '', ...(type && { type }) };
  });
}

function readFunction(reading: Reading, element: ModdleElement): DecisionLogic {
  const body = readElement(element, 'body');
  if (body && body.$type !== 'dmn:LiteralExpression') {
    report(reading, 'The body of a function must be a literal expression');
    return NOTHING;
  }
  checkKind(reading, element);
  return {
    kind: 'function',
    parameters: readParameters(element),
    expression: readFeel(reading, body, 'a function'),
  };
}

/** Functions in Java or PMML run nowhere in Camunda 8. */
export function checkKind(reading: Reading, definition: ModdleElement): void {
  const kind = readText(definition, 'kind') ?? 'FEEL';
  if (kind !== 'FEEL') report(reading, `Functions of the kind '${kind}' are not supported: use FEEL`);
}
