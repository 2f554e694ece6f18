import { describe, expect, test } from 'vitest';
import { extensions, findCodes, findingsOf, processOf, processThrough } from '../testing/check-text.ts';

const HTTP = 'io.camunda:http-json:1';
const zeebeTask = (type: string, { inputs = '', attributes = '' } = {}): string =>
  `<bpmn:serviceTask id="t" ${attributes}>${extensions(`<zeebe:taskDefinition type="${type}"/>`, inputs && `<zeebe:ioMapping>${inputs}</zeebe:ioMapping>`)}</bpmn:serviceTask>`;
const on8 = { targets: ['camunda8', 'embedded'] } as const;

describe('jobs', () => {
  test('a connector processes them', async () => {
    const findings = await findingsOf(processThrough(zeebeTask(HTTP)), 't', on8);
    expect(findings).toContainEqual({
      code: 'served',
      level: 'note',
      message: 'REST call processes the job',
      targets: ['camunda8', 'embedded'],
    });
    expect(findings.every(({ level }) => level === 'note')).toBe(true);
  });

  test.each([
    ['acme:charge', []],
    ['=type', ['! camunda8 computed-job-type', '! embedded computed-job-type']],
    ['io.camunda:slack:1', ['✗ camunda8 no-connector', '✗ embedded no-connector']],
    ['unknown', ['✗ camunda8 no-connector', '✗ embedded no-connector']],
  ])('of the type %s', async (type, codes) => {
    expect(await findCodes(processThrough(zeebeTask(type)), 't', on8)).toEqual(codes);
  });

  test('what is near is named', async () => {
    const adviceFor = async (type: string) =>
      (await findingsOf(processThrough(zeebeTask(type)), 't', on8)).find(
        ({ code }) => code === 'no-connector',
      );
    expect(await adviceFor('io.camunda:slack:1')).toMatchObject({
      message: "no connector here has the job type io.camunda:slack:1 (Camunda's connector Slack)",
      advice: expect.stringContaining('io.camunda:http-json:1 can call its REST API'),
    });
    expect(await adviceFor('io.camunda:htp-json:1')).toMatchObject({
      advice: expect.stringContaining('did you mean io.camunda:http-json:1?'),
    });
  });

  test('of listeners', async () => {
    const task = `<bpmn:userTask id="t">${extensions('<zeebe:userTask/>', '<zeebe:executionListeners><zeebe:executionListener eventType="start" type="audit"/></zeebe:executionListeners>')}</bpmn:userTask>`;
    expect(await findingsOf(processThrough(task), 't', on8)).toMatchObject([
      { code: 'no-connector', message: 'listener start: no connector here has the job type audit' },
    ]);
  });

  test('an inbound connector is not served', async () => {
    const event = `<bpmn:intermediateCatchEvent id="t">${extensions('<zeebe:properties><zeebe:property name="inbound.type" value="io.camunda:webhook:1"/></zeebe:properties>')}<bpmn:messageEventDefinition messageRef="m"/></bpmn:intermediateCatchEvent>`;
    const root = `<bpmn:message id="m" name="m">${extensions('<zeebe:subscription correlationKey="=key"/>')}</bpmn:message>`;
    expect(await findCodes(processThrough(event, { root }), 't')).toEqual([
      '! camunda7 no-effect',
      '✗ camunda7 inbound-connector',
      '✗ camunda8 inbound-connector',
      '✗ embedded inbound-connector',
    ]);
  });
});

describe('official templates', () => {
  const withTemplate = (id: string, version?: number): string =>
    processThrough(
      zeebeTask(HTTP, {
        attributes: `zeebe:modelerTemplate="${id}"${version === undefined ? '' : ` zeebe:modelerTemplateVersion="${version}"`}`,
      }),
    );

  test.each([
    ['io.camunda.connectors.HttpJson.v2', 18],
    ['io.camunda.connectors.HttpJson.v1.noAuth', undefined],
    ['io.camunda.connectors.GitHub.v1', 15],
    ['com.acme.my-template', 99],
  ])('%s version %s is served', async (id, version) => {
    expect(await findCodes(withTemplate(id, version), 't', on8)).toEqual([]);
  });

  test('a newer version is a warning', async () => {
    expect(await findCodes(withTemplate('io.camunda.connectors.HttpJson.v2', 19), 't', on8)).toEqual([
      '! camunda8 newer-template',
      '! embedded newer-template',
    ]);
  });
});

describe('differences', () => {
  const inputs = (source: string): string =>
    processThrough(zeebeTask(HTTP, { inputs: `<zeebe:input source='${source}' target="body"/>` }));

  test.each([
    ['Bearer secrets.TOKEN', true],
    ['="Bearer secrets.TOKEN"', true],
    ['secrets.TOKEN', false],
    ['="secrets.TOKEN"', false],
    ['Bearer {{secrets.TOKEN}}', false],
    ['="Bearer {{ secrets.TOKEN }}"', false],
    ['=camunda.secrets.TOKEN', false],
    ['=my.secrets.list', false],
  ])('a secret in %s', async (source, isWarned) => {
    const codes = await findCodes(inputs(source), 't', { targets: ['embedded'] });
    expect(codes).toEqual(isWarned ? ['! embedded secret-in-text'] : []);
  });

  test('are linked to their headings', async () => {
    const findings = await findingsOf(inputs('="{{secrets.TOKEN}}"'), 't', on8);
    expect(findings.filter(({ code }) => code === 'differences').map(({ link }) => link?.heading)).toEqual([
      'REST and GraphQL',
      'Failures and retries',
      'Secrets',
    ]);
  });
});

describe('inputs', () => {
  test.each([
    ['credentialsInBody', true],
    ['="credentialsInBody"', true],
    ['bearer', false],
    ['=kind', false],
  ])('authentication.type %s', async (source, isRefused) => {
    const task = zeebeTask(HTTP, {
      inputs: `<zeebe:input source='${source}' target="authentication.type"/>`,
    });
    const codes = await findCodes(processThrough(task), 't', { targets: ['embedded'] });
    expect(codes).toEqual(isRefused ? ['✗ embedded unsupported-input'] : []);
  });

  test.each([
    ['getText', false],
    ['somethingNew', true],
  ])('a call of the function %s', async (name, isRefused) => {
    const source = `={"camunda.function.type": "${name}", "params": [a]}`;
    const task = zeebeTask(HTTP, { inputs: `<zeebe:input source='${source}' target="body"/>` });
    const codes = await findCodes(processThrough(task), 't', { targets: ['embedded'] });
    expect(codes).toEqual(isRefused ? ['✗ embedded unsupported-input'] : []);
  });
});

describe('versions of Camunda 8', () => {
  const conditional = processThrough(
    `<bpmn:intermediateCatchEvent id="t"><bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">=x</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:intermediateCatchEvent>`,
  );

  test.each([
    [undefined, ['! camunda8 needs-version']],
    ['8.8', ['✗ camunda8 needs-version']],
    ['8.9', []],
    ['8.10', []],
  ] as const)('a conditional event on %s', async (version, codes) => {
    expect(await findCodes(conditional, 't', { ...on8, version })).toEqual(codes);
  });

  test('a priority of jobs', async () => {
    const task = `<bpmn:serviceTask id="t">${extensions('<zeebe:taskDefinition type="acme:x"/>', '<zeebe:jobPriorityDefinition priority="5"/>')}</bpmn:serviceTask>`;
    expect(await findCodes(processThrough(task), 't', { ...on8, version: '8.9' })).toEqual([
      '✗ camunda8 needs-version',
    ]);
  });
});

describe('what the embedded engine refuses', () => {
  test.each(['<bpmn:complexGateway id="t"/>', '<bpmn:transaction id="t"/>'])('%s', async (element) => {
    expect(await findCodes(processThrough(element), 't', on8)).toEqual(
      expect.arrayContaining(['✗ camunda8 refused', '✗ embedded refused']),
    );
  });

  test('an extension that it does not know could not be checked for Camunda 8', async () => {
    const task = `<bpmn:task id="t">${extensions('<zeebe:versionTag value="1"/>')}</bpmn:task>`;
    expect(await findCodes(processThrough(task), 't', on8)).toEqual([
      '! camunda8 unknown-to-engine',
      '✗ embedded refused',
    ]);
  });
});

describe('from Camunda 7', () => {
  test.each([
    ['camunda:type="external" camunda:topic="io.camunda:http-json:1"', 'REST call then processes it'],
    ['op:type="external" op:topic="mine"', 'its worker has to become a job worker'],
    ['camunda:class="org.acme.Charge"', 'the Java class behind org.acme.Charge has no counterpart'],
    ['camunda:delegateExpression="${charge}"', 'the Java class behind ${charge} has no counterpart'],
    ['camunda:expression="${a.b()}"', 'make it a script task in FEEL'],
  ])('a task with %s', async (attributes, advice) => {
    const findings = await findingsOf(processThrough(`<bpmn:serviceTask id="t" ${attributes}/>`), 't', on8);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      code: 'refused',
      level: 'error',
      targets: ['camunda8', 'embedded'],
      advice: expect.stringContaining(advice),
      link: { heading: 'Tasks from Camunda 7' },
    });
  });

  test.each([
    ['${amount > 5}', '=amount > 5'],
    ["${state == 'PAID' && amount gt 5}", '=state = "PAID" and amount > 5'],
    ['${order.isPaid()}', 'with a leading ='],
  ])('the condition %s', async (condition, advice) => {
    const flows = `<bpmn:startEvent id="s"/><bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="g"/><bpmn:exclusiveGateway id="g" default="f3"/><bpmn:sequenceFlow id="f2" sourceRef="g" targetRef="a"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${condition.replaceAll('&', '&amp;').replaceAll('>', '&gt;')}</bpmn:conditionExpression></bpmn:sequenceFlow><bpmn:sequenceFlow id="f3" sourceRef="g" targetRef="b"/><bpmn:endEvent id="a"/><bpmn:endEvent id="b"/>`;
    const [finding] = await findingsOf(processOf(flows), 'f2', on8);
    expect(finding).toMatchObject({ code: 'wrong-language', advice: expect.stringContaining(advice) });
  });

  test('attributes without effect name what stands in their place', async () => {
    const task = `<bpmn:userTask id="t" camunda:assignee="demo" camunda:asyncBefore="true">${extensions('<camunda:inputOutput/>')}</bpmn:userTask>`;
    const findings = await findingsOf(processThrough(task), 't', { targets: ['embedded'] });
    expect(findings.map(({ level, message, advice }) => [level, message, advice])).toEqual([
      ['warning', "'camunda:assignee' has no effect", 'on Camunda 8: zeebe:assignmentDefinition'],
      ['note', "'camunda:asyncBefore' has no effect", expect.stringContaining('transaction')],
      ['warning', "'camunda:inputOutput' has no effect", expect.stringContaining('zeebe:ioMapping')],
    ]);
  });
});
