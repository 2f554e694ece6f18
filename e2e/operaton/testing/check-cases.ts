/** A model, what the engine does with it, and the finding that says so. */
export interface EngineCase {
  readonly id: string;
  readonly xml: string;
  /** `stopped`: it cannot be started, because it fails at the element; `ended`: nothing waits. */
  readonly outcome: 'refused' | 'stopped' | 'waits' | 'ended';
  /** Absent where nothing is wrong. */
  readonly code?: 'refused' | 'passed-over' | 'wrong-language';
}

const NAMESPACES =
  'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
const ROOTS =
  '<bpmn:message id="message" name="message"/><bpmn:message id="feelMessage" name="=amount"/><bpmn:signal id="signal" name="signal"/>';

const model = (id: string, body: string): string =>
  `<bpmn:definitions ${NAMESPACES} id="d" targetNamespace="t">${ROOTS}<bpmn:process id="${id}" isExecutable="true" camunda:historyTimeToLive="P1D">${body}</bpmn:process></bpmn:definitions>`;

/** From a start event by the element `t` to an end event. */
const through = (element: string): string =>
  `<bpmn:startEvent id="s"/><bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="t"/>${element}<bpmn:sequenceFlow id="f2" sourceRef="t" targetRef="e"/><bpmn:endEvent id="e"/>`;
const choose = (condition: string): string =>
  `<bpmn:startEvent id="s"/><bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="g"/><bpmn:exclusiveGateway id="g" default="f3"/><bpmn:sequenceFlow id="f2" sourceRef="g" targetRef="a"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${condition}</bpmn:conditionExpression></bpmn:sequenceFlow><bpmn:sequenceFlow id="f3" sourceRef="g" targetRef="b"/><bpmn:endEvent id="a"/><bpmn:endEvent id="b"/>`;
const extensions = (part: string): string => `<bpmn:extensionElements>${part}</bpmn:extensionElements>`;
const formal = (tag: string, text: string): string =>
  `<bpmn:${tag} xsi:type="bpmn:tFormalExpression">${text}</bpmn:${tag}>`;
const catching = (definition: string): string =>
  `<bpmn:intermediateCatchEvent id="t">${definition}</bpmn:intermediateCatchEvent>`;
const timer = (text: string): string =>
  catching(`<bpmn:timerEventDefinition>${formal('timeDuration', text)}</bpmn:timerEventDefinition>`);
const repeated = (attributes: string, body = ''): string =>
  `<bpmn:userTask id="t"><bpmn:multiInstanceLoopCharacteristics ${attributes}>${body}</bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>`;

const external = 'camunda:type="external" camunda:topic="check-work"';
const job = extensions('<zeebe:taskDefinition type="check-work"/>');
const input = (text: string): string =>
  `<bpmn:serviceTask id="t" ${external}>${extensions(`<camunda:inputOutput><camunda:inputParameter name="body">${text}</camunda:inputParameter></camunda:inputOutput>`)}</bpmn:serviceTask>`;

type Row = readonly [id: string, body: string, EngineCase['outcome'], EngineCase['code']?];

const rows: readonly Row[] = [
  ['external-task', through(`<bpmn:serviceTask id="t" ${external}/>`), 'waits'],
  ['external-send-task', through(`<bpmn:sendTask id="t" ${external}/>`), 'waits'],
  ['external-rule-task', through(`<bpmn:businessRuleTask id="t" ${external}/>`), 'waits'],
  ['expression-task', through('<bpmn:serviceTask id="t" camunda:expression="${1 + 1}"/>'), 'ended'],
  ['undefined-task', through('<bpmn:task id="t"/>'), 'ended'],
  ['user-task', through('<bpmn:userTask id="t"/>'), 'waits'],
  [
    'feel-script',
    through('<bpmn:scriptTask id="t" scriptFormat="feel"><bpmn:script>1</bpmn:script></bpmn:scriptTask>'),
    'ended',
  ],
  ['repeated-task', through(repeated('', formal('loopCardinality', '2'))), 'waits'],
  ['timer', through(timer('PT1H')), 'waits'],
  ['condition', choose('${amount &gt; 5}'), 'ended'],
  [
    'external-throw',
    through(
      `<bpmn:intermediateThrowEvent id="t"><bpmn:messageEventDefinition ${external} messageRef="message"/></bpmn:intermediateThrowEvent>`,
    ),
    'waits',
  ],
  ['input-of-4000', through(input('x'.repeat(4_000))), 'waits'],
  [
    'transaction',
    through(
      '<bpmn:transaction id="t"><bpmn:startEvent id="s2"/><bpmn:sequenceFlow id="f9" sourceRef="s2" targetRef="e2"/><bpmn:endEvent id="e2"/></bpmn:transaction>',
    ),
    'ended',
  ],
  [
    'standard-loop',
    through('<bpmn:userTask id="t"><bpmn:standardLoopCharacteristics/></bpmn:userTask>'),
    'waits',
  ],

  ['service-task-without', through('<bpmn:serviceTask id="t"/>'), 'refused', 'refused'],
  ['service-task-of-8', through(`<bpmn:serviceTask id="t">${job}</bpmn:serviceTask>`), 'refused', 'refused'],
  ['send-task-of-8', through(`<bpmn:sendTask id="t">${job}</bpmn:sendTask>`), 'refused', 'refused'],
  [
    'rule-task-of-8',
    through(
      `<bpmn:businessRuleTask id="t">${extensions('<zeebe:calledDecision decisionId="d" resultVariable="r"/>')}</bpmn:businessRuleTask>`,
    ),
    'refused',
    'refused',
  ],
  [
    'script-of-8',
    through(
      `<bpmn:scriptTask id="t">${extensions('<zeebe:script expression="=1" resultVariable="r"/>')}</bpmn:scriptTask>`,
    ),
    'refused',
    'refused',
  ],
  [
    'call-of-8',
    through(
      `<bpmn:callActivity id="t">${extensions('<zeebe:calledElement processId="q"/>')}</bpmn:callActivity>`,
    ),
    'refused',
    'refused',
  ],
  [
    'external-without-topic',
    through('<bpmn:serviceTask id="t" camunda:type="external"/>'),
    'refused',
    'refused',
  ],
  ['topic-alone', through('<bpmn:serviceTask id="t" camunda:topic="check-work"/>'), 'refused', 'refused'],
  [
    'loop-of-8',
    through(repeated('', extensions('<zeebe:loopCharacteristics inputCollection="=items"/>'))),
    'refused',
    'refused',
  ],
  [
    'ad-hoc',
    through('<bpmn:adHocSubProcess id="t"><bpmn:task id="a"/></bpmn:adHocSubProcess>'),
    'refused',
    'refused',
  ],
  ['complex-gateway', through('<bpmn:complexGateway id="t"/>'), 'refused', 'refused'],
  [
    'two-events',
    through(
      '<bpmn:intermediateThrowEvent id="t"><bpmn:signalEventDefinition signalRef="signal"/><bpmn:signalEventDefinition signalRef="signal"/></bpmn:intermediateThrowEvent>',
    ),
    'refused',
    'refused',
  ],
  ['input-of-4001', through(input('x'.repeat(4_001))), 'stopped', 'refused'],
  [
    'throw-of-8',
    through(
      `<bpmn:intermediateThrowEvent id="t">${job}<bpmn:messageEventDefinition messageRef="message"/></bpmn:intermediateThrowEvent>`,
    ),
    'ended',
    'passed-over',
  ],
  [
    'end-of-8',
    `<bpmn:startEvent id="s"/><bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="t"/><bpmn:endEvent id="t">${job}<bpmn:messageEventDefinition messageRef="message"/></bpmn:endEvent>`,
    'ended',
    'passed-over',
  ],
  ['job-of-people', through(`<bpmn:userTask id="t">${job}</bpmn:userTask>`), 'waits', 'passed-over'],
  ['feel-condition', choose('=amount &gt; 5'), 'stopped', 'wrong-language'],
  ['feel-timer', through(timer('=duration("PT1H")')), 'stopped', 'wrong-language'],
  [
    'feel-event',
    through(
      catching(
        `<bpmn:conditionalEventDefinition>${formal('condition', '=amount &gt; 5')}</bpmn:conditionalEventDefinition>`,
      ),
    ),
    'stopped',
    'wrong-language',
  ],
  ['feel-message', through('<bpmn:receiveTask id="t" messageRef="feelMessage"/>'), 'waits', 'wrong-language'],
];

/** Each rule for Camunda 7, with models on both sides of it. */
export const engineCases: readonly EngineCase[] = rows.map(([id, body, outcome, code]) => ({
  id,
  xml: model(`check-${id}`, body),
  outcome,
  ...(code !== undefined && { code }),
}));
