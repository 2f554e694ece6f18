import { describe, expect, test } from 'vitest';
import { checkText, extensions, findCodes, findingsOf, processThrough } from '../testing/check-text.ts';

const on7 = { targets: ['camunda7'] } as const;
const formal = (tag: string, text: string): string =>
  `<bpmn:${tag} xsi:type="bpmn:tFormalExpression">${text}</bpmn:${tag}>`;
const job = extensions('<zeebe:taskDefinition type="io.camunda:http-json:1"/>');
const message = '<bpmn:message id="m" name="m"/>';
const ask = (element: string, root = '') => findCodes(processThrough(element, { root }), 't', on7);

describe('tasks that run', () => {
  test.each([
    'camunda:type="external" camunda:topic="io.camunda:http-json:1"',
    'camunda:type="external" camunda:topic="http"',
    'op:type="external" op:topic="acme:charge"',
    'xmlns:a="http://activiti.org/bpmn" a:type="external" a:topic="acme:charge"',
    'camunda:class="org.acme.Charge"',
    'camunda:delegateExpression="${charge}"',
    'camunda:expression="${1 + 1}"',
  ])('%s', async (attributes) => {
    expect(await ask(`<bpmn:serviceTask id="t" ${attributes}/>`)).toEqual([]);
  });

  test.each([
    `<bpmn:serviceTask id="t">${extensions('<camunda:connector/>')}</bpmn:serviceTask>`,
    '<bpmn:businessRuleTask id="t" camunda:decisionRef="d"/>',
    '<bpmn:scriptTask id="t" scriptFormat="groovy"><bpmn:script>1</bpmn:script></bpmn:scriptTask>',
    '<bpmn:callActivity id="t" calledElement="q"/>',
    '<bpmn:userTask id="t"/>',
    '<bpmn:task id="t"/>',
    '<bpmn:userTask id="t"><bpmn:multiInstanceLoopCharacteristics camunda:collection="xs"/></bpmn:userTask>',
    `<bpmn:intermediateThrowEvent id="t"><bpmn:messageEventDefinition messageRef="m" camunda:type="external" camunda:topic="acme:x"/></bpmn:intermediateThrowEvent>`,
    `<bpmn:intermediateCatchEvent id="t"><bpmn:timerEventDefinition>${formal('timeDuration', '${wait}')}</bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>`,
  ])('%s', async (element) => {
    expect(await ask(element, message)).toEqual([]);
  });
});

describe('tasks that do not run', () => {
  test.each([
    ['<bpmn:serviceTask id="t"/>', 'refused'],
    [`<bpmn:serviceTask id="t">${job}</bpmn:serviceTask>`, 'refused'],
    [`<bpmn:sendTask id="t">${job}</bpmn:sendTask>`, 'refused'],
    [
      `<bpmn:businessRuleTask id="t">${extensions('<zeebe:calledDecision decisionId="d" resultVariable="r"/>')}</bpmn:businessRuleTask>`,
      'refused',
    ],
    [
      `<bpmn:scriptTask id="t">${extensions('<zeebe:script expression="=1" resultVariable="r"/>')}</bpmn:scriptTask>`,
      'refused',
    ],
    [
      `<bpmn:callActivity id="t">${extensions('<zeebe:calledElement processId="q"/>')}</bpmn:callActivity>`,
      'refused',
    ],
    ['<bpmn:serviceTask id="t" camunda:type="external"/>', 'refused'],
    ['<bpmn:serviceTask id="t" camunda:topic="x"/>', 'refused'],
    ['<bpmn:serviceTask id="t" camunda:type="external" camunda:topic="unknown"/>', 'no-connector'],
    [
      `<bpmn:intermediateThrowEvent id="t">${job}<bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateThrowEvent>`,
      'passed-over',
    ],
    [`<bpmn:userTask id="t">${job}</bpmn:userTask>`, 'passed-over'],
    ['<bpmn:adHocSubProcess id="t"><bpmn:task id="a"/></bpmn:adHocSubProcess>', 'refused'],
    ['<bpmn:complexGateway id="t"/>', 'refused'],
  ])('%s', async (element, code) => {
    expect(await ask(element, message)).toEqual([`✗ camunda7 ${code}`]);
  });

  test('a topic is advised that a connector serves', async () => {
    const [finding] = await findingsOf(
      processThrough(`<bpmn:serviceTask id="t">${job}</bpmn:serviceTask>`),
      't',
      on7,
    );
    expect(finding).toMatchObject({
      advice:
        'give it camunda:type="external" and camunda:topic="io.camunda:http-json:1"; REST call then processes it',
      link: { heading: 'Tasks for Camunda 7' },
    });
  });

  test('a loop needs a collection or a cardinality', async () => {
    const loop = extensions('<zeebe:loopCharacteristics inputCollection="=xs"/>');
    const task = `<bpmn:userTask id="t"><bpmn:multiInstanceLoopCharacteristics>${loop}</bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>`;
    expect(await ask(task)).toEqual(['✗ camunda7 refused']);
  });
});

describe('inputs of a task that a connector processes', () => {
  const withInput = (name: string, text: string): string =>
    `<bpmn:serviceTask id="t" camunda:type="external" camunda:topic="io.camunda:http-json:1">${extensions(`<camunda:inputOutput><camunda:inputParameter name="${name}">${text}</camunda:inputParameter></camunda:inputOutput>`)}</bpmn:serviceTask>`;

  test.each([
    ['url', '="https://" + host', []],
    ['url', '${url}', []],
    ['url', '="a" + "${host}"', ['✗ camunda7 unsupported-input']],
    ['url', '=1 +', ['✗ camunda7 unsupported-input']],
    [
      'url',
      '<camunda:script scriptFormat="groovy">"{{secrets.TOKEN}}"</camunda:script>',
      ['! camunda7 secret-in-text'],
    ],
    [
      'headers',
      '<camunda:map><camunda:entry key="A">=1 +</camunda:entry></camunda:map>',
      ['✗ camunda7 unsupported-input'],
    ],
    ['body', 'x'.repeat(4_000), []],
    ['body', 'x'.repeat(4_001), ['✗ camunda7 refused']],
    ['authentication.type', 'bearer', []],
    ['authentication.type', 'credentialsInBody', ['✗ camunda7 unsupported-input']],
    ['authentication.token', 'Bearer secrets.TOKEN', ['! camunda7 secret-in-text']],
  ])('%s', async (name, text, codes) => {
    expect(await ask(withInput(name, text))).toEqual(codes);
  });
});

test('a result that an input parameter hides', async () => {
  const parts = (result: string): string =>
    `<bpmn:serviceTask id="t" camunda:type="external" camunda:topic="io.camunda:http-json:1">${extensions('<camunda:inputOutput><camunda:inputParameter name="body">1</camunda:inputParameter></camunda:inputOutput>', `<camunda:properties><camunda:property name="resultVariable" value="${result}"/></camunda:properties>`)}</bpmn:serviceTask>`;
  expect(await ask(parts('answer'))).toEqual([]);
  expect(await ask(parts('body'))).toEqual(['! camunda7 no-effect']);
});

describe('FEEL is a text', () => {
  test.each([
    [
      'intermediateCatchEvent',
      `<bpmn:timerEventDefinition>${formal('timeDuration', '=wait')}</bpmn:timerEventDefinition>`,
    ],
    [
      'intermediateCatchEvent',
      `<bpmn:conditionalEventDefinition>${formal('condition', '=x')}</bpmn:conditionalEventDefinition>`,
    ],
    ['intermediateThrowEvent', '<bpmn:signalEventDefinition signalRef="signal"/>'],
    ['receiveTask', ''],
  ])('in %s with %s', async (tag, body) => {
    const reference = tag === 'receiveTask' ? ' messageRef="m"' : '';
    const root = '<bpmn:signal id="signal" name="=x"/><bpmn:message id="m" name="=x"/>';
    expect(await ask(`<bpmn:${tag} id="t"${reference}>${body}</bpmn:${tag}>`, root)).toEqual([
      '✗ camunda7 wrong-language',
    ]);
  });
});

test('what zeebe: says of a task of people has no effect', async () => {
  const task = `<bpmn:userTask id="t">${extensions('<zeebe:userTask/>', '<zeebe:assignmentDefinition assignee="demo"/>')}</bpmn:userTask>`;
  expect(await findingsOf(processThrough(task), 't', on7)).toMatchObject([
    {
      code: 'no-effect',
      message: 'Camunda 7 ignores zeebe:assignmentDefinition',
      advice: 'camunda:assignee and camunda:candidateGroups assign',
    },
  ]);
});

test('a process needs a time to live', async () => {
  const xml = processThrough('<bpmn:task id="t"/>');
  expect(await findCodes(xml, 'p', on7)).toEqual([]);
  expect(await findCodes(xml.replace(' camunda:historyTimeToLive="P1D"', ''), 'p', on7)).toEqual([
    '! camunda7 history-time-to-live',
  ]);
});

test('a loop that only BPMN knows runs once', async () => {
  expect(await ask('<bpmn:userTask id="t"><bpmn:standardLoopCharacteristics/></bpmn:userTask>')).toEqual([
    '! camunda7 no-effect',
  ]);
});

test('what is no BPMN is refused everywhere', async () => {
  const { findings, parts } = await checkText(
    processThrough('<bpmn:task id="t"/>').replace('targetRef="e"', 'targetRef="nothing"'),
  );
  const all = [
    ...findings,
    ...parts.flatMap(({ elements }) => elements.flatMap((element) => element.findings)),
  ];
  expect(all).toContainEqual(
    expect.objectContaining({ code: 'refused', targets: ['camunda8', 'camunda7', 'embedded'] }),
  );
});
