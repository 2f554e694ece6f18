/** Small processes for tests. */
const OPEN =
  '<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" targetNamespace="test">';

export const definitions = (...parts: readonly string[]): string =>
  `${OPEN}${parts.join('')}</bpmn:definitions>`;
export const process = (id: string, ...parts: readonly string[]): string =>
  `<bpmn:process id="${id}" isExecutable="true">${parts.join('')}</bpmn:process>`;
export const extensions = (...parts: readonly string[]): string =>
  `<bpmn:extensionElements>${parts.join('')}</bpmn:extensionElements>`;
export const element = (tag: string, attributes: string, ...body: readonly string[]): string =>
  `<bpmn:${tag} ${attributes}>${body.join('')}</bpmn:${tag}>`;
export const start = '<bpmn:startEvent id="start" />';
export const end = (id = 'end'): string => `<bpmn:endEvent id="${id}" />`;
export const serviceTask = (id: string, type: string, name = ''): string =>
  element('serviceTask', `id="${id}" name="${name}"`, extensions(`<zeebe:taskDefinition type="${type}" />`));
export const userTask = (id: string, name: string, ...more: readonly string[]): string =>
  element('userTask', `id="${id}" name="${name}"`, extensions('<zeebe:userTask />', ...more));

/** `a > b > c`, with flows `a_b` and `b_c`; `a > b : =condition`. */
export const flows = (...lines: readonly string[]): string =>
  lines
    .flatMap((line) => {
      const [path = '', condition] = line.split(' : ');
      const ids = path.split(' > ');
      const body =
        condition === undefined
          ? ''
          : `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${condition.replaceAll('<', '&lt;')}</bpmn:conditionExpression>`;
      return ids
        .slice(1)
        .map(
          (target, index) =>
            `<bpmn:sequenceFlow id="${ids[index]}_${target}" sourceRef="${ids[index]}" targetRef="${target}">${body}</bpmn:sequenceFlow>`,
        );
    })
    .join('');

/** Charges a card; what costs 100 or more is approved by a person. An error PAYMENT_DECLINED leads to `declined`. */
export const order = definitions(
  process(
    'order',
    start,
    element(
      'serviceTask',
      'id="charge" name="Charge card"',
      extensions(
        '<zeebe:taskDefinition type="charge" />',
        '<zeebe:properties><zeebe:property name="camundaModeler:exampleOutputJson" value="{&#34;paid&#34;: true}" /></zeebe:properties>',
      ),
    ),
    element(
      'boundaryEvent',
      'id="declined_event" attachedToRef="charge"',
      '<bpmn:errorEventDefinition id="declined_definition" errorRef="declined_error" />',
    ),
    element('exclusiveGateway', 'id="large" name="Large order?" default="large_end"'),
    userTask(
      'approve',
      'Approve order',
      '<zeebe:assignmentDefinition assignee="ada" candidateGroups="sales, finance" />',
      '<zeebe:taskSchedule dueDate="2026-01-02T00:00:00Z" followUpDate="2026-01-01T12:00:00Z" />',
    ),
    end(),
    end('declined'),
    flows(
      'start > charge > large > end',
      'large > approve : =amount >= 100',
      'approve > end',
      'declined_event > declined',
    ),
  ),
  '<bpmn:error id="declined_error" errorCode="PAYMENT_DECLINED" />',
);
