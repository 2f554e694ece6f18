import { escapeXml, TASK_HEADERS, TASK_INPUTS } from './rest-task.ts';

export const REST_JOB_TYPE = 'io.camunda:http-json:1';
export const REST_PROCESS_ID = 'bench-rest';

/**
 * One service task, filled in as the official REST template would, with further inputs if there are some. It
 * takes the variables `baseUrl` and `orderId`.
 */
export function renderRestProcess(further: Readonly<Record<string, string>> = {}): string {
  const inputs = Object.entries({ ...TASK_INPUTS, ...further }).map(
    ([target, source]) => `<zeebe:input source="${escapeXml(source)}" target="${target}"/>`,
  );
  const headers = Object.entries(TASK_HEADERS).map(
    ([key, value]) => `<zeebe:header key="${key}" value="${escapeXml(value)}"/>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="bench" targetNamespace="http://bpmn.io/schema/bpmn">
  <bpmn:process id="${REST_PROCESS_ID}" isExecutable="true">
    <bpmn:startEvent id="ordered"/>
    <bpmn:sequenceFlow id="to-call" sourceRef="ordered" targetRef="call"/>
    <bpmn:serviceTask id="call" name="Send the order">
      <bpmn:extensionElements>
        <zeebe:taskDefinition type="${REST_JOB_TYPE}" retries="3"/>
        <zeebe:ioMapping>${inputs.join('')}</zeebe:ioMapping>
        <zeebe:taskHeaders>${headers.join('')}</zeebe:taskHeaders>
      </bpmn:extensionElements>
    </bpmn:serviceTask>
    <bpmn:sequenceFlow id="to-end" sourceRef="call" targetRef="sent"/>
    <bpmn:endEvent id="sent"/>
  </bpmn:process>
</bpmn:definitions>`;
}
