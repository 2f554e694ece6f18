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

/**
 * Charges a card; what costs 100 or more is approved by a person. An error PAYMENT_DECLINED leads to
 * `declined`.
 */
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

/** Waits for a payment, at most an hour; then asks a decision, and calls a process. */
export const delivery = definitions(
  process(
    'delivery',
    start,
    element('eventBasedGateway', 'id="which"'),
    element(
      'intermediateCatchEvent',
      'id="paid" name="Paid"',
      '<bpmn:messageEventDefinition id="paid_definition" messageRef="payment" />',
    ),
    element(
      'intermediateCatchEvent',
      'id="late" name="An hour later"',
      '<bpmn:timerEventDefinition id="late_definition"><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>',
    ),
    element(
      'businessRuleTask',
      'id="choose" name="Choose carrier"',
      extensions('<zeebe:calledDecision decisionId="carrier" resultVariable="carrier" />'),
    ),
    element(
      'callActivity',
      'id="ship" name="Ship"',
      extensions(
        '<zeebe:calledElement processId="shipping" propagateAllChildVariables="true" />',
        '<zeebe:ioMapping><zeebe:input source="=carrier" target="by" /></zeebe:ioMapping>',
      ),
    ),
    end(),
    end('reminded'),
    flows('start > which > paid > choose > ship > end', 'which > late > reminded'),
  ),
  '<bpmn:message id="payment" name="payment"><bpmn:extensionElements><zeebe:subscription correlationKey="=orderId" /></bpmn:extensionElements></bpmn:message>',
);

export const carrier =
  '<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="carriers" name="Carriers" namespace="test"><decision id="carrier" name="Carrier"><decisionTable id="table" hitPolicy="FIRST"><input id="in" label="weight"><inputExpression typeRef="number"><text>weight</text></inputExpression></input><output id="out" name="carrier" /><rule id="r1"><inputEntry><text>&lt; 10</text></inputEntry><outputEntry><text>"bike"</text></outputEntry></rule><rule id="r2"><inputEntry><text>&gt;= 10</text></inputEntry><outputEntry><text>"truck"</text></outputEntry></rule></decisionTable></decision></definitions>';
