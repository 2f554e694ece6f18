import { applyTemplate } from 'element-templates-cli';
import type { ElementTemplate } from '../element-template.ts';

const TASK = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" id="definitions" targetNamespace="http://jobwright.example">
<bpmn:process id="process" isExecutable="true"><bpmn:task id="task" /></bpmn:process>
<bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="process">
<bpmndi:BPMNShape id="shape" bpmnElement="task"><dc:Bounds x="200" y="78" width="100" height="80" /></bpmndi:BPMNShape>
</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>`;

type Values = Readonly<Record<string, string>>;

/**
 * What a modeler writes into a task for a template whose fields were filled in: inputs and headers by name.
 */
export const applyToTask = async (template: ElementTemplate, values: Values = {}): Promise<Values> =>
  readTask(await apply(TASK, template, values));

/** What is in a task of a released template after it was changed to the current one. */
export const updateTask = async ({
  released,
  values,
  current,
}: {
  readonly released: ElementTemplate;
  readonly values: Values;
  readonly current: ElementTemplate;
}): Promise<Values> => readTask(await apply(await apply(TASK, released, values), current, {}));

function apply(diagram: string, template: ElementTemplate, values: Values): Promise<string> {
  const properties = template.properties.map((property) =>
    property.id in values ? { ...property, value: values[property.id] } : property,
  );
  return applyTemplate(diagram, JSON.stringify({ ...template, properties }), 'task');
}

function readTask(xml: string): Values {
  const inputs = xml.matchAll(/<zeebe:input source="([^"]*)" target="([^"]*)"/g);
  const headers = xml.matchAll(/<zeebe:header key="([^"]*)" value="([^"]*)"/g);
  return Object.fromEntries([
    ...[...inputs].map(([, source, target]) => [target, source] as const),
    ...[...headers].map(([, key, value]) => [`header ${key}`, value] as const),
  ]);
}
