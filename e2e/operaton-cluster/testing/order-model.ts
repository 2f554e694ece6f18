import { renderExternalTask } from '../../operaton/testing/external-task-model.ts';

export const ORDER_PROCESS = 'orders';

/**
 * Changes the row `key` of a table of customers by `changes`, then sends the order `orderId` to an endpoint.
 */
export const renderOrderModel = ({
  updateInputs,
  endpointUrl,
}: {
  readonly updateInputs: Readonly<Record<string, string>>;
  readonly endpointUrl: string;
}): string => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="http://jobwright.example">
<bpmn:process id="${ORDER_PROCESS}" isExecutable="true" camunda:historyTimeToLive="P1D">
<bpmn:startEvent id="ordered"/>
<bpmn:sequenceFlow id="toUpdate" sourceRef="ordered" targetRef="update"/>
${renderExternalTask({
  id: 'update',
  topic: 'io.jobwright:customer-data:1',
  inputs: updateInputs,
  properties: { operation: 'update', retries: '3', resultVariable: 'updated' },
})}
<bpmn:sequenceFlow id="toSend" sourceRef="update" targetRef="send"/>
${renderExternalTask({
  id: 'send',
  topic: 'io.camunda:http-json:1',
  inputs: {
    'authentication.type': 'noAuth',
    method: 'POST',
    url: `="${endpointUrl}/orders/" + string(orderId)`,
    body: '={orderId: orderId}',
  },
  properties: { retries: '3', resultExpression: '={status: response.body.status}' },
})}
<bpmn:sequenceFlow id="toEnd" sourceRef="send" targetRef="sent"/>
<bpmn:endEvent id="sent"/>
</bpmn:process>
</bpmn:definitions>`;
