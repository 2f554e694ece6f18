import { applyTemplate } from 'element-templates-cli';

/** start -> a task without anything -> end, with the diagram that modelers need. */
const plainProcess = (id: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="definitions" targetNamespace="http://jobwright.example">
<bpmn:process id="${id}" isExecutable="true">
<bpmn:startEvent id="start"><bpmn:outgoing>toTask</bpmn:outgoing></bpmn:startEvent>
<bpmn:sequenceFlow id="toTask" sourceRef="start" targetRef="task" />
<bpmn:task id="task"><bpmn:incoming>toTask</bpmn:incoming><bpmn:outgoing>toEnd</bpmn:outgoing></bpmn:task>
<bpmn:sequenceFlow id="toEnd" sourceRef="task" targetRef="end" />
<bpmn:endEvent id="end"><bpmn:incoming>toEnd</bpmn:incoming></bpmn:endEvent>
</bpmn:process>
<bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="${id}">
<bpmndi:BPMNShape id="startShape" bpmnElement="start"><dc:Bounds x="100" y="100" width="36" height="36" /></bpmndi:BPMNShape>
<bpmndi:BPMNShape id="taskShape" bpmnElement="task"><dc:Bounds x="200" y="78" width="100" height="80" /></bpmndi:BPMNShape>
<bpmndi:BPMNShape id="endShape" bpmnElement="end"><dc:Bounds x="360" y="100" width="36" height="36" /></bpmndi:BPMNShape>
<bpmndi:BPMNEdge id="toTaskEdge" bpmnElement="toTask"><di:waypoint x="136" y="118" /><di:waypoint x="200" y="118" /></bpmndi:BPMNEdge>
<bpmndi:BPMNEdge id="toEndEdge" bpmnElement="toEnd"><di:waypoint x="300" y="118" /><di:waypoint x="360" y="118" /></bpmndi:BPMNEdge>
</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>`;

/** Ours or an official one. */
export interface AnyTemplate {
  readonly id: string;
  readonly properties: readonly { readonly id?: string }[];
}

export interface AppliedTemplate {
  readonly processId: string;
  readonly template: AnyTemplate;
  /** What is typed into its fields: id of the property to value; the others keep what they start with. */
  readonly values: Readonly<Record<string, string | number | boolean>>;
}

/** A process of one task, made as a modeler makes it: the template chosen, its fields filled in. */
export const toModelledProcess = ({ processId, template, values }: AppliedTemplate): Promise<string> =>
  applyTemplate(plainProcess(processId), JSON.stringify(fillIn(template, values)), 'task');

/** The same process after its task was given another template. */
export const switchTemplate = (model: string, template: AnyTemplate): Promise<string> =>
  applyTemplate(model, JSON.stringify(template), 'task');

function fillIn(template: AnyTemplate, values: AppliedTemplate['values']): AnyTemplate {
  const unknown = Object.keys(values).filter((id) => template.properties.every((each) => each.id !== id));
  if (unknown.length > 0) throw new Error(`Template ${template.id} has no field ${unknown.join(', ')}`);
  const properties = template.properties.map((property) => ({
    ...property,
    ...(property.id !== undefined && property.id in values ? { value: values[property.id] } : {}),
  }));
  return { ...template, properties };
}
