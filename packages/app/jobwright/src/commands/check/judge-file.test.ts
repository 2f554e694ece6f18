import { describe, expect, test } from 'vitest';
import { TARGETS } from './rules/finding.ts';
import { type CheckedFile, statusOf } from './report/check-report.ts';
import { checkText, processThrough } from './testing/check-text.ts';

const statuses = ({ findings, parts }: CheckedFile): readonly string[] => {
  const all = [
    findings,
    ...parts.flatMap(({ elements }) => elements.map((element) => element.findings)),
  ].flat();
  return TARGETS.map((target) => `${target} ${statusOf(all, target)}`);
};
const decision = (attributes = '', expression = '1 + 1'): string =>
  `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="d" name="d" namespace="n"><!-- <decision id="none"> --><decision id="price" name="Price" ${attributes}><variable name="price"/><literalExpression><text>${expression}</text></literalExpression></decision></definitions>`;

describe('decisions', () => {
  test('run everywhere', async () => {
    const file = await checkText(decision('camunda:historyTimeToLive="P1D"'), { kind: 'dmn' });
    expect(statuses(file)).toEqual(['camunda8 runs', 'camunda7 runs', 'embedded runs']);
    expect(file.parts.map(({ id, name }) => [id, name])).toEqual([['price', 'Price']]);
  });

  test('need a time to live on Camunda 7, and FEEL that can be parsed on Camunda 8', async () => {
    expect(statuses(await checkText(decision(), { kind: 'dmn' }))).toEqual([
      'camunda8 runs',
      'camunda7 differs',
      'embedded runs',
    ]);
    expect(statuses(await checkText(decision('', '1 +'), { kind: 'dmn' }))).toEqual([
      'camunda8 fails',
      'camunda7 differs',
      'embedded fails',
    ]);
  });
});

describe('forms', () => {
  test.each([
    ['{"id": "ask", "executionPlatform": "Camunda Cloud"}', ['camunda8'], 'runs'],
    ['{"id": "ask", "executionPlatform": "Camunda Platform"}', ['camunda7'], 'runs'],
    ['{}', [], 'fails'],
  ])('%s', async (content, madeFor, status) => {
    const file = await checkText(content, { kind: 'form' });
    expect(file.madeFor).toEqual(madeFor);
    expect(statuses(file)).toEqual([`camunda8 ${status}`, 'camunda7 runs', `embedded ${status}`]);
  });

  test('that are no JSON', async () => {
    await expect(checkText('{"id": }', { kind: 'form' })).rejects.toThrow('The file is not JSON');
    await expect(checkText('[]', { kind: 'form' })).rejects.toThrow('The file is not a form');
  });
});

describe('templates', () => {
  const template = (properties: readonly object[], more: object = {}): string =>
    JSON.stringify({ id: 'acme.call', name: 'Call', appliesTo: ['bpmn:ServiceTask'], properties, ...more });
  const topic = (value: string) => [
    { type: 'Hidden', value: 'external', binding: { type: 'property', name: 'camunda:type' } },
    { type: 'Hidden', value, binding: { type: 'property', name: 'camunda:topic' } },
  ];

  test.each([
    ['io.camunda:http-json:1', 'runs'],
    ['unknown', 'fails'],
  ])('for Camunda 7 with the topic %s', async (value, status) => {
    const file = await checkText(template(topic(value)), { kind: 'template' });
    expect(file.madeFor).toEqual(['camunda7']);
    expect(file.parts[0]?.elements[0]?.targets).toEqual(['camunda7']);
    expect(statuses(file)).toContain(`camunda7 ${status}`);
  });

  test('of several versions in a file', async () => {
    const type = (value: string) => [{ value, binding: { type: 'zeebe:taskDefinition:type' } }];
    const versions = [1, 2].map(
      (version) => JSON.parse(template(type('io.camunda:email:1'), { version })) as object,
    );
    const file = await checkText(JSON.stringify(versions), { kind: 'template' });
    expect(file.parts.map(({ elements }) => elements[0]?.template)).toEqual([
      { id: 'acme.call', version: 1 },
      { id: 'acme.call', version: 2 },
    ]);
  });
});

describe('processes', () => {
  const xml = processThrough('<bpmn:task id="t"/>');

  test.each([
    [xml.replace(' camunda:historyTimeToLive="P1D"', ''), [], ['camunda8', 'camunda7']],
    [xml, ['camunda7'], ['camunda7']],
    [
      xml.replace(
        'id="d"',
        'id="d" xmlns:m="http://camunda.org/schema/modeler/1.0" m:executionPlatform="Camunda Cloud"',
      ),
      ['camunda7'],
      ['camunda7'],
    ],
    [
      xml
        .replace(' camunda:historyTimeToLive="P1D"', '')
        .replace(
          'id="d"',
          'id="d" xmlns:m="http://camunda.org/schema/modeler/1.0" m:executionPlatform="Camunda Cloud"',
        ),
      ['camunda8'],
      ['camunda8'],
    ],
  ])('are made for a platform', async (content, madeFor, counted) => {
    expect(await checkText(content)).toMatchObject({ madeFor, counted });
  });

  test('that are not executable are documentation', async () => {
    const file = await checkText(xml.replace('isExecutable="true"', 'isExecutable="false"'));
    expect(file.parts).toEqual([{ kind: 'process', id: 'p', isExecutable: false, elements: [] }]);
    expect(file.findings).toEqual([
      {
        code: 'refused',
        level: 'error',
        message: 'Must contain at least one executable process',
        targets: ['camunda8', 'camunda7', 'embedded'],
      },
    ]);
  });

  test('flows are listed if there is something to them', async () => {
    const [part] = (await checkText(xml)).parts;
    expect(part?.elements.map(({ id }) => id)).toEqual(['p', 's', 't', 'e']);
  });
});
