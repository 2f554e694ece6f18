import { type ModdleElement, readElement, readElements, readId, readText } from '@jobwright/bpmn-model';
import type { Aggregation, DecisionTable, HitPolicy, TableOutput, TableRule } from './dmn-model.ts';
import { readFeel, type Reading, readTests, report } from './read-feel.ts';

const HIT_POLICIES: readonly HitPolicy[] = [
  'UNIQUE',
  'FIRST',
  'ANY',
  'PRIORITY',
  'RULE ORDER',
  'OUTPUT ORDER',
  'COLLECT',
];
const AGGREGATIONS: readonly Aggregation[] = ['SUM', 'MIN', 'MAX', 'COUNT'];

function readOneOf<Value extends string>(
  reading: Reading,
  {
    table,
    name,
    known,
  }: { readonly table: ModdleElement; readonly name: string; readonly known: readonly Value[] },
): Value | undefined {
  const text = readText(table, name);
  const value = known.find((one) => one === text);
  if (text !== undefined && value === undefined)
    report(reading, `'${text}' is not a valid ${name}: expected one of ${known.join(', ')}`);
  return value;
}

function readOutput(reading: Reading, output: ModdleElement): TableOutput {
  const name = readText(output, 'name');
  const label = readText(output, 'label');
  const outputValues = readElement(output, 'outputValues');
  const values = outputValues && readText(outputValues, 'text')?.trim();
  const defaultEntry = readElement(output, 'defaultOutputEntry');
  return {
    id: readId(output),
    ...(name !== undefined && { name }),
    ...(label !== undefined && { label }),
    ...(values && { values }),
    ...(defaultEntry && { defaultEntry: readFeel(reading, defaultEntry, 'the default output') }),
  };
}

function readRule(reading: Reading, rule: ModdleElement, position: number): TableRule {
  return {
    id: readId(rule),
    tests: readElements(rule, 'inputEntry').map((entry) => readTests(reading, entry)),
    outputs: readElements(rule, 'outputEntry').map((entry) =>
      readFeel(reading, entry, `an output of rule ${position}`),
    ),
  };
}

export function readDecisionTable(reading: Reading, table: ModdleElement): DecisionTable {
  const hitPolicy = readOneOf(reading, { table, name: 'hitPolicy', known: HIT_POLICIES }) ?? 'UNIQUE';
  const aggregation = readOneOf(reading, { table, name: 'aggregation', known: AGGREGATIONS });
  const outputs = readElements(table, 'output').map((output) => readOutput(reading, output));
  if (outputs.length === 0) report(reading, 'The decision table must have an output');
  if (outputs.length > 1) {
    if (hitPolicy === 'COLLECT' && aggregation !== undefined)
      report(reading, "The hit policy 'COLLECT' with an aggregation is not defined for several outputs");
    for (const { name, label, id } of outputs)
      if (name === undefined)
        report(reading, `The output '${label ?? id}' must have a name: there are several`);
  }
  return {
    kind: 'decisionTable',
    hitPolicy,
    ...(aggregation && { aggregation }),
    inputs: readElements(table, 'input').map((input) => {
      const label = readText(input, 'label');
      const expression = readFeel(
        reading,
        readElement(input, 'inputExpression'),
        `the input '${readId(input)}'`,
      );
      return { id: readId(input), ...(label !== undefined && { label }), expression };
    }),
    outputs,
    rules: readElements(table, 'rule').map((rule, index) => readRule(reading, rule, index + 1)),
  };
}
