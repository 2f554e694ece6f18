import { expect, test } from 'vitest';
import { definitions, element, end, extensions, flows, process, start } from '../core/testing/bpmn.ts';
import { checkResource } from './check-resource.ts';

const task = (id: string, body = ''): string => element('serviceTask', id, { body });
const job = extensions('<zeebe:taskDefinition type="work" />');
const check = (content: string, name = 'order.bpmn') => checkResource({ name, content });

test('a file that can be deployed has no problems', async () => {
  const xml = definitions(
    process('order', start('begin'), task('work', job), end('done'), flows('begin > work > done')),
  );
  expect(await check(xml)).toEqual({ problems: [], idleParts: [] });
});

test('problems name their elements, and tell what only this engine refuses', async () => {
  const xml = definitions(
    process(
      'order',
      start('begin'),
      task('work'),
      element('complexGateway', 'choose'),
      end('done'),
      flows('begin > work > choose > done'),
    ),
  );
  const { problems } = await check(xml);
  expect(problems).toContainEqual({
    elementId: 'work',
    message: "Must have exactly one 'zeebe:taskDefinition' extension element",
    isOnlyHere: false,
  });
  expect(problems).toContainEqual({
    elementId: 'choose',
    message: expect.stringContaining('a bpmn:complexGateway is not supported by this development engine'),
    isOnlyHere: true,
  });
});

test('extensions of other engines have no effect', async () => {
  const xml = definitions(
    process('order', start('begin'), task('work', job), end('done'), flows('begin > work > done')),
  )
    .replace('<bpmn:definitions ', '<bpmn:definitions xmlns:camunda="http://camunda.org/schema/1.0/bpmn" ')
    .replace('<bpmn:serviceTask ', '<bpmn:serviceTask camunda:topic="work" ');
  expect(await check(xml)).toEqual({
    problems: [],
    idleParts: [{ elementId: 'work', name: 'camunda:topic' }],
  });
});

test.each([
  ['order.bpmn', 'no model'],
  ['order.dmn', 'no model'],
  ['order.form', '{}'],
])('%s as a whole', async (name, content) => {
  const { problems } = await check(content, name);
  expect(problems).toEqual([{ elementId: '', message: expect.any(String), isOnlyHere: false }]);
});

test('a decision', async () => {
  const xml = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n">
    <decision id="price" name="price"><literalExpression><text>1 +</text></literalExpression></decision>
  </definitions>`;
  const { problems } = await check(xml, 'price.dmn');
  expect(problems).toMatchObject([{ elementId: 'price' }]);
});
