import { expect, test } from 'vitest';
import { ModelError } from './model-error.ts';
import { readModel } from './read-model.ts';

const NAMESPACES =
  'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="t"';
const toXml = (body: string, namespaces = NAMESPACES): string =>
  `<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions ${namespaces}>${body}</bpmn:definitions>`;
const toTask = (id: string, extensions: string): string =>
  `<bpmn:serviceTask id="${id}"><bpmn:extensionElements>${extensions}</bpmn:extensionElements></bpmn:serviceTask>`;

test('gives elements with job type, input mappings in their order, and task headers', async () => {
  const model = await readModel(
    toXml(
      `<bpmn:process id="order" isExecutable="true"><bpmn:startEvent id="start"/>${toTask(
        'call',
        `<zeebe:taskDefinition type="io.camunda:http-json:1"/>
         <zeebe:ioMapping>
           <zeebe:input source="=&quot;Bearer {{secrets.T}}&quot;" target="headers.Authorization"/>
           <zeebe:input source="GET" target="method"/>
           <zeebe:output source="=response" target="answer"/>
         </zeebe:ioMapping>
         <zeebe:taskHeaders><zeebe:header key="resultVariable" value="a"/><zeebe:header key="empty" value=""/><zeebe:header key="__proto__" value="b"/></zeebe:taskHeaders>`,
      )}</bpmn:process>`,
    ),
  );
  expect(model.processes).toHaveLength(1);
  const [order] = model.processes;
  expect(order).toMatchObject({ id: 'order', isExecutable: true });
  expect(order?.elements).toHaveLength(2);
  const call = order?.elements.find(({ id }) => id === 'call');
  expect(call).toMatchObject({
    type: 'serviceTask',
    jobType: 'io.camunda:http-json:1',
    inputs: [
      { source: '="Bearer {{secrets.T}}"', target: 'headers.Authorization' },
      { source: 'GET', target: 'method' },
    ],
  });
  expect(Object.entries(call?.headers ?? {})).toEqual([
    ['resultVariable', 'a'],
    ['__proto__', 'b'],
  ]);
  expect(order?.elements.find(({ id }) => id === 'start')).toEqual({
    id: 'start',
    type: 'startEvent',
    inputs: [],
    headers: {},
  });
});

test('gives the elements of all levels and processes, events and ad-hoc sub-processes too', async () => {
  const input = (name: string): string =>
    `<zeebe:ioMapping><zeebe:input source="${name}" target="x"/></zeebe:ioMapping>`;
  const extended = (name: string): string =>
    `<bpmn:extensionElements>${input(name)}</bpmn:extensionElements>`;
  const model = await readModel(
    toXml(`<bpmn:process id="one">
      <bpmn:subProcess id="outer">${extended('outer')}
        <bpmn:adHocSubProcess id="adHoc">${extended('adHoc')}${toTask('inner', input('inner'))}</bpmn:adHocSubProcess>
        <bpmn:intermediateThrowEvent id="throw">${extended('throw')}<bpmn:messageEventDefinition/></bpmn:intermediateThrowEvent>
        <bpmn:boundaryEvent id="boundary" attachedToRef="adHoc">${extended('boundary')}</bpmn:boundaryEvent>
      </bpmn:subProcess></bpmn:process><bpmn:process id="two">${toTask('inner2', input('inner2'))}</bpmn:process>`),
  );
  const sources = model.processes.map(({ id, elements }) => [
    id,
    Object.fromEntries(elements.map((element) => [element.id, element.inputs[0]?.source])),
  ]);
  expect(sources).toEqual([
    ['one', { outer: 'outer', adHoc: 'adHoc', inner: 'inner', throw: 'throw', boundary: 'boundary' }],
    ['two', { inner2: 'inner2' }],
  ]);
});

test('goes by namespaces, not by their prefixes', async () => {
  const xml = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:z="http://camunda.org/schema/zeebe/1.0"
    xmlns:zeebe="urn:other"><process id="p"><serviceTask id="a"><extensionElements>
    <z:ioMapping><z:input source="1" target="x"/></z:ioMapping>
    <zeebe:ioMapping><zeebe:input source="2" target="x"/></zeebe:ioMapping>
    </extensionElements></serviceTask></process></definitions>`;
  const model = await readModel(xml);
  expect(model.processes[0]?.elements[0]?.inputs).toEqual([{ source: '1', target: 'x' }]);
});

test.each([
  ['no XML', 'hello'],
  ['another vocabulary', '<html><body/></html>'],
  ['a file that is cut off', '<bpmn:definitions'],
  ['nothing', ''],
])('refuses %s', async (_, text) => {
  await expect(readModel(text)).rejects.toThrow(ModelError);
});

test('refuses what is too large before it is looked at', async () => {
  await expect(readModel('x'.repeat(101), { maxCharacters: 100 })).rejects.toThrow(
    'The file has 101 characters, at most 100 are read',
  );
});

test('expands no entities, and takes deep nesting', async () => {
  const task = toTask('a', '<zeebe:ioMapping><zeebe:input source="&a;" target="x"/></zeebe:ioMapping>');
  const xml = toXml(`<bpmn:process id="p">${task}</bpmn:process>`);
  const { processes } = await readModel(xml);
  expect(processes[0]?.elements[0]?.inputs).toEqual([{ source: '&a;', target: 'x' }]);
  const declared = xml.replace('?>', '?><!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>');
  await expect(readModel(declared)).rejects.toThrow(ModelError);
  const depth = 900;
  const levels = Array.from({ length: depth }, (_, level) => `<bpmn:subProcess id="s${level}">`).join('');
  const deep = toXml(`<bpmn:process id="p">${levels}${'</bpmn:subProcess>'.repeat(depth)}</bpmn:process>`);
  expect(await readModel(deep)).toHaveProperty('processes.0.elements.length', depth);
});
