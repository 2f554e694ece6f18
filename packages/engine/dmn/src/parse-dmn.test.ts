import { expect, test } from 'vitest';
import { parseDmn } from './parse-dmn.ts';
import { context, decision, definitions, DMN_13, knowledge, literal, table } from './testing/dmn.ts';
import { engineOf, problemsOf } from './testing/evaluate.ts';

test.each([
  ['1.1', 'http://www.omg.org/spec/DMN/20151101/dmn.xsd'],
  ['1.1', 'http://www.omg.org/spec/DMN/20151101/dmn11.xsd'],
  ['1.2', 'http://www.omg.org/spec/DMN/20180521/MODEL/'],
  ['1.3', DMN_13],
  ['1.3', 'http://www.omg.org/spec/DMN/20191111/MODEL/'],
  ['1.4', 'https://www.omg.org/spec/DMN/20211108/MODEL/'],
  ['1.5', 'https://www.omg.org/spec/DMN/20230324/MODEL/'],
])('reads DMN %s (%s)', async (_version, namespace) => {
  const xml = definitions(decision('d', literal('1 + 1'))).replace(DMN_13, namespace);
  expect((await engineOf(xml)).evaluate('d', {})).toMatchObject({ output: 2 });
});

test('reads a file with a prefix and a diagram as modelers write it', async () => {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<dmn:definitions xmlns:dmn="http://www.omg.org/spec/DMN/20180521/MODEL/" xmlns:dmndi="http://www.omg.org/spec/DMN/20180521/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" xmlns:z="http://camunda.org/schema/zeebe/1.0" xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="g" name="G" namespace="n" exporter="Modeler" exporterVersion="5" modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.8.0">
  <dmn:decision id="d" name="D">
    <dmn:extensionElements><z:versionTag value="v1" /></dmn:extensionElements>
    <dmn:informationRequirement id="r"><dmn:requiredInput href="#i" /></dmn:informationRequirement>
    <dmn:decisionTable id="t">
      <dmn:input id="in" label="A"><dmn:inputExpression id="ie" typeRef="string"><dmn:text>a</dmn:text></dmn:inputExpression></dmn:input>
      <dmn:output id="out" label="B" name="b" typeRef="string" />
      <dmn:annotation name="why" />
      <dmn:rule id="rule">
        <dmn:description>text</dmn:description>
        <dmn:inputEntry id="c1"><dmn:text></dmn:text></dmn:inputEntry>
        <dmn:outputEntry id="c2"><dmn:text><![CDATA["<yes>"]]></dmn:text></dmn:outputEntry>
        <dmn:annotationEntry><dmn:text>why not</dmn:text></dmn:annotationEntry>
      </dmn:rule>
    </dmn:decisionTable>
  </dmn:decision>
  <dmn:inputData id="i" name="A"><dmn:variable id="iv" name="A" /></dmn:inputData>
  <dmn:knowledgeSource id="k" name="K" />
  <dmn:textAnnotation id="ta"><dmn:text>text</dmn:text></dmn:textAnnotation>
  <dmndi:DMNDI><dmndi:DMNDiagram><dmndi:DMNShape dmnElementRef="d"><dc:Bounds height="80" width="180" x="160" y="100" /></dmndi:DMNShape></dmndi:DMNDiagram></dmndi:DMNDI>
</dmn:definitions>`;
  const engine = await engineOf(xml);
  expect(engine.model.decisions[0]).toMatchObject({ id: 'd', versionTag: 'v1' });
  expect(engine.evaluate('d', {})).toMatchObject({
    output: '<yes>',
    evaluatedDecisions: [{ matchedRules: [{ outputs: [{ outputName: 'B' }] }] }],
  });
});

test.each(['http://www.omg.org/spec/DMN/20151101/dmn.xsd', 'https://www.omg.org/spec/DMN/20230324/MODEL/'])(
  'takes what only documents a file: %s',
  async (namespace) => {
    const documented = definitions(
      '<description>text</description>',
      '<extensionElements><other:x xmlns:other="urn:other" a="1"><other:y /></other:x></extensionElements>',
      '<import importType="http://www.w3.org/2001/XMLSchema" namespace="a" locationURI="b" name="c" />',
      '<itemDefinition id="item" name="tPerson"><itemComponent id="part" name="age"><typeRef>feel:number</typeRef></itemComponent><typeConstraint id="c"><text>1</text></typeConstraint></itemDefinition>',
      decision('d', table({ inputs: ['a'], rules: ['- => 1'] })).replace(
        '<decisionTable ',
        '<question>why</question><decisionMaker href="#unit" /><decisionTable xmlns:camunda="http://camunda.org/schema/1.0/dmn" camunda:historyTimeToLive="1" ',
      ),
      '<knowledgeSource id="source" name="S"><owner href="#unit" /></knowledgeSource>',
      '<performanceIndicator id="indicator" name="P" /><organizationUnit id="unit" name="U" />',
      '<textAnnotation id="note"><text>text</text></textAnnotation>',
      '<association id="link"><sourceRef href="#note" /><targetRef href="#d" /></association>',
    );
    const engine = await engineOf(documented.replace(DMN_13, namespace));
    expect(engine.evaluate('d', {})).toMatchObject({ output: 1 });
  },
);

test('the model is plain data', async () => {
  const parsed = await parseDmn(definitions(decision('d', literal('1'), { variable: 'v', type: 'number' })));
  expect(parsed).toEqual({
    ok: true,
    model: {
      id: 'drg',
      name: 'Graph',
      namespace: 'test',
      decisions: [
        {
          id: 'd',
          name: 'The d',
          resultName: 'v',
          resultType: 'number',
          requiredDecisionIds: [],
          requiredKnowledgeIds: [],
          logic: { kind: 'literalExpression', text: '1' },
        },
      ],
      knowledge: [],
    },
  });
});

const one = (logic: string): string => definitions(decision('d', logic));
const rule = (text: string): string => table({ inputs: ['a'], rules: [text] });

test.each([
  ['no XML', 'hello', 'definitions: The file is not DMN: it is not well-formed XML at character 6'],
  ['BPMN', '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>', /The file is not DMN: /],
  ['no logic', one(''), /d: The logic of a decision must not be empty/],
  ['an empty expression', one(literal('')), 'd: The expression of a decision must not be empty'],
  ['an empty output', one(rule('1 => ')), 'd: The expression of an output of rule 1 must not be empty'],
  ['broken FEEL', one(literal('1 +')), /^d: FEEL expression: failed to parse expression '1 \+': /],
  ['a leading =', one(literal('= 1')), /^d: FEEL expression: failed to parse expression '= 1': /],
  ['broken tests', one(rule('< => 1')), /^d: FEEL unary-tests: failed to parse expression '<': /],
  [
    'another language',
    one(literal('1', 'expressionLanguage="juel"')),
    "d: The expression language 'juel' is not supported: use FEEL",
  ],
  [
    'an unknown hit policy',
    one(table({ hitPolicy: 'LAST', inputs: ['a'], rules: ['1 => 1'] })),
    /'LAST' is not a valid hitPolicy/,
  ],
  [
    'an unknown aggregation',
    one(table({ hitPolicy: 'COLLECT', aggregation: 'AVG', inputs: ['a'], rules: ['1 => 1'] })),
    /'AVG' is not a valid aggregation/,
  ],
  [
    'an aggregation of several outputs',
    one(table({ hitPolicy: 'COLLECT', aggregation: 'SUM', outputs: ['a', 'b'], rules: [' => 1 | 2'] })),
    "d: The hit policy 'COLLECT' with an aggregation is not defined for several outputs",
  ],
  [
    'one of several outputs without a name',
    one(table({ outputs: ['a', ''], rules: [' => 1 | 2'] })),
    "d: The output 'out2' must have a name: there are several",
  ],
  ['a table without outputs', one('<decisionTable id="t" />'), 'd: The decision table must have an output'],
  [
    'a function as a decision',
    one(`<functionDefinition>${literal('1')}</functionDefinition>`),
    'd: A dmn:functionDefinition is not supported as the logic of a decision',
  ],
  [
    'a context with an entry without a variable',
    one(context([undefined, literal('1')], ['b', literal('2')])),
    'd: Each entry of a context but the last must have a variable',
  ],
  [
    'a relation with a short row',
    one(`<relation><column name="x" /><column name="y" /><row>${literal('1')}</row></relation>`),
    'd: Each row of a relation must have 2 cells, but one has 1',
  ],
  [
    'an unknown business knowledge model',
    one(`<invocation>${literal('f')}</invocation>`),
    "d: There is no business knowledge model with the name 'f'",
  ],
  [
    'an unknown required decision',
    definitions(decision('d', literal('1'), { requires: ['e'] })),
    "d: It requires 'e', which is not in the file",
  ],
  [
    'an unknown required business knowledge model',
    definitions(decision('d', literal('1'), { uses: ['f'] })),
    "d: It requires 'f', which is not in the file",
  ],
  [
    'a required decision of another file',
    definitions(decision('d', literal('1'), { requires: ['e'] })).replace('#e', 'other#e'),
    "d: It requires 'other#e' of another file: imports are not supported",
  ],
  [
    'decisions in a cycle',
    definitions(
      decision('a', literal('1'), { requires: ['b'] }),
      decision('b', literal('1'), { requires: ['a'] }),
    ),
    'b: Cyclic dependencies between decisions are not allowed',
  ],
  [
    'a decision that requires itself',
    definitions(decision('a', literal('1'), { requires: ['a'] })),
    'a: Cyclic dependencies between decisions are not allowed',
  ],
  [
    'business knowledge models in a cycle',
    definitions(
      knowledge('f', [], literal('1'), { uses: ['g'] }),
      knowledge('g', [], literal('1'), { uses: ['f'] }),
    ),
    'g: Cyclic dependencies between business knowledge models are not allowed',
  ],
  [
    'a Java function',
    definitions(knowledge('f', [], literal('1'))).replace(
      '<encapsulatedLogic>',
      '<encapsulatedLogic kind="Java">',
    ),
    "f: Functions of the kind 'Java' are not supported: use FEEL",
  ],
  [
    'a decision without a name',
    definitions(decision('d', literal('1'))).replace(' name="The d"', ''),
    'd: A dmn:decision must have a name',
  ],
  [
    'a decision without an id',
    definitions(decision('d', literal('1'))).replace('id="d"', ''),
    'dmn:decision: A dmn:decision must have an id',
  ],
  [
    'an unknown element',
    one(`<loop>${literal('1')}</loop>`),
    'definitions: A dmn:loop is not supported (line 2)',
  ],
  [
    'a boxed expression of DMN 1.5',
    one(`<conditional><if>${literal('1')}</if></conditional>`),
    'definitions: A dmn:conditional is not supported (line 2)',
  ],
  ['an id twice', definitions(decision('d', literal('1')), decision('d', literal('2'))), /duplicate ID <d>/],
])('refuses %s', async (_case, xml, expected) => {
  const problems = await problemsOf(xml);
  expect(problems.length).toBeGreaterThan(0);
  if (typeof expected === 'string') expect(problems).toContain(expected);
  else expect(problems.join('\n')).toMatch(expected);
});

test('reports every problem of a file, and of equal texts one', async () => {
  const rules = ['< => 1', '< => 1 +', '> => 1 +'];
  expect(await problemsOf(one(table({ inputs: ['a b c'], rules })))).toHaveLength(5 + 1);
});
