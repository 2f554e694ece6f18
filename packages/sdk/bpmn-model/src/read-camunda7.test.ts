import { expect, test } from 'vitest';
import type { Camunda7Element } from './camunda7-model.ts';
import { listInputTexts } from './list-input-texts.ts';
import { readModel } from './read-model.ts';

const CAMUNDA = 'http://camunda.org/schema/1.0/bpmn';
const BPMN = 'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"';

async function readTask(
  task: string,
  namespaces = `xmlns:camunda="${CAMUNDA}"`,
): Promise<Camunda7Element | undefined> {
  const { processes } = await readModel(
    `<bpmn:definitions ${BPMN} ${namespaces} targetNamespace="t"><bpmn:process id="p">${task}</bpmn:process></bpmn:definitions>`,
  );
  return processes[0]?.elements[0]?.camunda7;
}

const taskWith = (extensions: string, attributes = ''): string =>
  `<bpmn:serviceTask id="a" ${attributes}><bpmn:extensionElements>${extensions}</bpmn:extensionElements></bpmn:serviceTask>`;

test('reads topic, priority, template, parameters and properties', async () => {
  const task = await readTask(
    taskWith(
      `<camunda:inputOutput>
         <camunda:inputParameter name="url">  =order.url
         </camunda:inputParameter>
         <camunda:inputParameter name="none" />
         <camunda:outputParameter name="answer">\${response}</camunda:outputParameter>
       </camunda:inputOutput>
       <camunda:properties>
         <camunda:property name="resultVariable" value="a" /><camunda:property name="resultVariable" value="b" />
         <camunda:property name="empty" />
       </camunda:properties>`,
      'camunda:type="external" camunda:topic="http" camunda:taskPriority="5" camunda:modelerTemplate="rest"',
    ),
  );
  expect(task).toEqual({
    topic: 'http',
    taskPriority: '5',
    modelerTemplate: 'rest',
    inputs: [
      { name: 'url', value: { kind: 'text', text: '=order.url' } },
      { name: 'none', value: { kind: 'empty' } },
    ],
    outputs: [{ name: 'answer', value: { kind: 'text', text: '${response}' } }],
    properties: { resultVariable: 'b', empty: '' },
  });
});

test('reads maps, lists and scripts at any depth', async () => {
  const task = await readTask(
    taskWith(`<camunda:inputOutput><camunda:inputParameter name="m"><camunda:map>
      <camunda:entry key="X-A.B">=1</camunda:entry>
      <camunda:entry key="none" />
      <camunda:entry key="script"><camunda:script scriptFormat="groovy">1 + 1</camunda:script></camunda:entry>
      <camunda:entry key="list"><camunda:list>
        <camunda:value>v</camunda:value><camunda:list /><camunda:map><camunda:entry key="k">w</camunda:entry></camunda:map>
      </camunda:list></camunda:entry>
    </camunda:map></camunda:inputParameter></camunda:inputOutput>`),
  );
  expect(task?.inputs).toEqual([
    {
      name: 'm',
      value: {
        kind: 'map',
        entries: [
          { key: 'X-A.B', value: { kind: 'text', text: '=1' } },
          { key: 'none', value: { kind: 'empty' } },
          { key: 'script', value: { kind: 'script', format: 'groovy', text: '1 + 1' } },
          {
            key: 'list',
            value: {
              kind: 'list',
              items: [
                { kind: 'text', text: 'v' },
                { kind: 'list', items: [] },
                { kind: 'map', entries: [{ key: 'k', value: { kind: 'text', text: 'w' } }] },
              ],
            },
          },
        ],
      },
    },
  ]);
});

test('goes by namespaces, wherever their prefixes are declared', async () => {
  const operaton = 'http://operaton.org/schema/1.0/bpmn';
  const input = '<c:inputOutput><c:inputParameter name="a">1</c:inputParameter></c:inputOutput>';
  const declared = await readTask(taskWith(input, `xmlns:c="${operaton}" c:type="external" c:topic="t"`), '');
  expect(declared).toMatchObject({ topic: 't', inputs: [{ name: 'a' }] });
  expect(await readTask(taskWith(input), `xmlns:c="urn:other" xmlns:camunda="${CAMUNDA}"`)).toBeUndefined();
});

test('a topic counts for external tasks only', async () => {
  expect(await readTask(taskWith('', 'camunda:topic="t" camunda:class="x"'))).toEqual({
    inputs: [],
    outputs: [],
    properties: {},
  });
});

test('texts of inputs are listed with their paths', () => {
  const text = (value: string) => ({ kind: 'text', text: value }) as const;
  expect(
    listInputTexts([
      { name: 'a', value: text('old') },
      { name: 'b.c', value: text('1') },
      {
        name: 'm',
        value: {
          kind: 'map',
          entries: [
            { key: 'x.y', value: { kind: 'list', items: [{ kind: 'empty' }, text('2')] } },
            { key: 's', value: { kind: 'script', format: 'x', text: '3' } },
          ],
        },
      },
      { name: 'a', value: text('new') },
    ]),
  ).toEqual([
    { path: ['b', 'c'], text: '1' },
    { path: ['m', 'x.y', 1], text: '2' },
    { path: ['a'], text: 'new' },
  ]);
});
