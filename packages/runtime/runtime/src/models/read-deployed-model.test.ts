import { createResourceScope } from '@jobwright/concurrency';
import { afterAll, expect, test } from 'vitest';
import { readDeployedModel } from './read-deployed-model.ts';

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
