import { REST_JOB_TYPE } from '../runtime/rest-process.ts';
import { escapeXml, TASK_HEADERS, TASK_INPUTS } from '../runtime/rest-task.ts';

export const ORDER_PROCESS_ID = 'bench-order';

/** The task of the process for Camunda 8: its topic is the job type, its headers are extension properties. */
export function renderOrderProcess(): string {
  const inputs = Object.entries(TASK_INPUTS).map(
    ([name, value]) => `<camunda:inputParameter name="${name}">${escapeXml(value)}</camunda:inputParameter>`,
  );
  const properties = Object.entries(TASK_HEADERS).map(
    ([name, value]) => `<camunda:property name="${name}" value="${escapeXml(value)}"/>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="bench" targetNamespace="http://bpmn.io/schema/bpmn">
  <bpmn:process id="${ORDER_PROCESS_ID}" isExecutable="true">
    <bpmn:startEvent id="ordered"/>
    <bpmn:sequenceFlow id="to-call" sourceRef="ordered" targetRef="call"/>
    <bpmn:serviceTask id="call" name="Send the order" camunda:type="external" camunda:topic="${REST_JOB_TYPE}">
      <bpmn:extensionElements>
        <camunda:inputOutput>${inputs.join('')}</camunda:inputOutput>
        <camunda:properties>${properties.join('')}</camunda:properties>
      </bpmn:extensionElements>
    </bpmn:serviceTask>
    <bpmn:sequenceFlow id="to-end" sourceRef="call" targetRef="sent"/>
    <bpmn:endEvent id="sent"/>
  </bpmn:process>
</bpmn:definitions>`;
}
