import type { BpmnModel } from '@jobwright/bpmn-model';
import { isJsonObject, type JsonObject, type JsonValue, stringifyJson } from '@jobwright/json';

/** The model of the task of `createJob`, with input mappings by target. */
export const modelOf = (inputs: Readonly<Record<string, string>>, id = 'order'): BpmnModel => ({
  processes: [
    {
      id,
      isExecutable: true,
      elements: [
        {
          id: 'task',
          type: 'serviceTask',
          inputs: Object.entries(inputs).map(([target, source]) => ({ source, target })),
          headers: {},
        },
      ],
    },
  ],
});

/** A model in which all texts of the variables stand literally, as FEEL. */
export const literalModelOf = (variables: JsonObject): BpmnModel =>
  modelOf(Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, toFeel(value)])));

const toFeel = (value: JsonValue): string => `=[${listTexts(value).map(quote).join(', ')}]`;
const quote = (text: string): string => stringifyJson(text);

function listTexts(value: JsonValue): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(listTexts);
  return isJsonObject(value) ? Object.values(value).flatMap(listTexts) : [];
}

/** As XML, as a cluster gives it. */
export function toXml({ processes }: BpmnModel): string {
  const escape = (text: string): string =>
    text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  const tasks = processes.flatMap(({ id, elements }) => [
    `<bpmn:process id="${id}" isExecutable="true">`,
    ...elements.map(
      (element) =>
        `<bpmn:serviceTask id="${element.id}"><bpmn:extensionElements><zeebe:ioMapping>${element.inputs
          .map(({ source, target }) => `<zeebe:input source="${escape(source)}" target="${target}"/>`)
          .join('')}</zeebe:ioMapping></bpmn:extensionElements></bpmn:serviceTask>`,
    ),
    '</bpmn:process>',
  ]);
  return `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0">${tasks.join('')}</bpmn:definitions>`;
}
