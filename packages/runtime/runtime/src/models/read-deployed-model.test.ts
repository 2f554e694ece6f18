import { createResourceScope } from '@jobwright/concurrency';
import { afterAll, expect, test } from 'vitest';
import { createElementFields } from '../secrets/element-fields.ts';
import { modelOf, toXml as modelXml } from '../testing/models.ts';
import { readDeployedInputs, readDeployedModel } from './read-deployed-model.ts';

const resources = createResourceScope();
afterAll(() => resources.close());
const signal = new AbortController().signal;

const NAMESPACES =
  'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t"';
const toXml = (body: string, namespaces = NAMESPACES): string =>
  `<bpmn:definitions ${namespaces}><bpmn:process id="order" isExecutable="true">${body}</bpmn:process></bpmn:definitions>`;
const toTask = (inputs: string, id = 'call'): string =>
  `<bpmn:serviceTask id="${id}"><bpmn:extensionElements><zeebe:ioMapping>${inputs}</zeebe:ioMapping></bpmn:extensionElements></bpmn:serviceTask>`;

test('gives the elements, and of their input mappings the names of secrets', async () => {
  const inputs = [
    '<zeebe:input source="{{secrets.A}} and {{ secrets.B/c#d }}, {{secrets.A}}" target="x.y"/>',
    '<zeebe:input source="=&quot;secrets.C&quot; + other" target="x"/>',
    '<zeebe:input source="=customer" target="z"/>',
  ].join('');
  expect(
    await readDeployedModel(toXml(toTask(inputs) + '<bpmn:endEvent id="end"/>'), { resources, signal }),
  ).toEqual({
    kind: 'read',
    model: {
      processes: [
        {
          id: 'order',
          isExecutable: true,
          elements: expect.arrayContaining([
            {
              id: 'call',
              type: 'serviceTask',
              inputs: [
                { source: '{{secrets.A}}{{secrets.B/c#d}}', target: 'x.y' },
                { source: '{{secrets.C}}', target: 'x' },
              ],
              headers: {},
            },
            { id: 'end', type: 'endEvent', inputs: [], headers: {} },
          ]),
        },
      ],
    },
  });
});

test('names count in the input parameters of Camunda 7 too, at the keys they stand at', async () => {
  const xml = toXml(
    `<bpmn:serviceTask id="call" camunda:type="external" camunda:topic="t"><bpmn:extensionElements><camunda:inputOutput>
      <camunda:inputParameter name="authentication.token">{{secrets.A}}</camunda:inputParameter>
      <camunda:inputParameter name="headers"><camunda:map>
        <camunda:entry key="X.Key">="Bearer {{secrets.B}}" + x</camunda:entry>
        <camunda:entry key="list"><camunda:list><camunda:value>\${x} {{secrets.C}}</camunda:value></camunda:list></camunda:entry>
        <camunda:entry key="script"><camunda:script scriptFormat="groovy">"{{secrets.D}}"</camunda:script></camunda:entry>
      </camunda:map></camunda:inputParameter>
    </camunda:inputOutput></bpmn:extensionElements></bpmn:serviceTask>`,
    `${NAMESPACES} xmlns:camunda="http://camunda.org/schema/1.0/bpmn"`,
  );
  const read = await readDeployedModel(xml, { resources, signal });
  if (read.kind === 'refused') throw new Error(read.reason);
  const fields = createElementFields(read.model, 'order').of('call');
  const allows = (path: readonly string[], name: string): boolean | undefined =>
    path.reduce((field, key) => field?.below(key), fields)?.allows(name);
  expect(allows(['authentication', 'token'], 'A')).toBe(true);
  expect(allows(['headers', 'X.Key'], 'B')).toBe(true);
  expect(allows(['headers', 'list'], 'C')).toBe(true);
  expect(allows(['headers', 'script'], 'D')).toBe(false);
  expect(allows(['headers', 'X.Key'], 'C')).toBe(false);
});

test('the inputs of one element are read as they stand in the file', async () => {
  const xml = modelXml(modelOf({ url: '=baseUrl', token: '{{secrets.A}}' }));
  const read = (elementId: string) =>
    readDeployedInputs(xml, { bpmnProcessId: 'order', elementId }, { resources, signal });
  expect(await read('task')).toEqual([
    { source: '=baseUrl', target: 'url' },
    { source: '{{secrets.A}}', target: 'token' },
  ]);
  expect(await read('absent')).toEqual([]);
  expect(
    await readDeployedInputs('no XML', { bpmnProcessId: 'order', elementId: 'task' }, { resources, signal }),
  ).toEqual([]);
});
