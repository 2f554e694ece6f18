export const ORDER_PROCESS = 'orders';

interface ExternalTask {
  readonly id: string;
  readonly topic: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly properties: Readonly<Record<string, string>>;
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

const renderTask = ({ id, topic, inputs, properties }: ExternalTask): string => {
  const parameters = Object.entries(inputs).map(
    ([name, text]) => `<camunda:inputParameter name="${name}">${escape(text)}</camunda:inputParameter>`,
  );
  const lines = Object.entries(properties).map(
    ([name, value]) => `<camunda:property name="${name}" value="${escape(value)}"/>`,
  );
  return `<serviceTask id="${id}" camunda:type="external" camunda:topic="${topic}"><extensionElements>
<camunda:inputOutput>${parameters.join('')}</camunda:inputOutput><camunda:properties>${lines.join('')}</camunda:properties>
</extensionElements></serviceTask>`;
};

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
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="http://jobwright.example">
<process id="${ORDER_PROCESS}" isExecutable="true" camunda:historyTimeToLive="P1D">
<startEvent id="ordered"/>
<sequenceFlow id="toUpdate" sourceRef="ordered" targetRef="update"/>
${renderTask({
  id: 'update',
  topic: 'io.jobwright:customer-data:1',
  inputs: updateInputs,
  properties: { operation: 'update', retries: '3', resultVariable: 'updated' },
})}
<sequenceFlow id="toSend" sourceRef="update" targetRef="send"/>
${renderTask({
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
<sequenceFlow id="toEnd" sourceRef="send" targetRef="sent"/>
<endEvent id="sent"/>
</process>
</definitions>`;
