const NAMESPACES =
  'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

const task = (id: string): string =>
  `<bpmn:serviceTask id="${id}"><bpmn:extensionElements><zeebe:taskDefinition type="${id}"/></bpmn:extensionElements></bpmn:serviceTask>`;
const flow = (source: string, target: string): string =>
  `<bpmn:sequenceFlow id="${source}-${target}" sourceRef="${source}" targetRef="${target}"/>`;

/** A job, a timer, a message and another job; `version` changes the file. */
export function renderOrder(version: number): string {
  const timer = `<bpmn:intermediateCatchEvent id="timer"><bpmn:timerEventDefinition id="td"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT0.3S</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>`;
  const message = `<bpmn:intermediateCatchEvent id="paid"><bpmn:messageEventDefinition id="md" messageRef="m"/></bpmn:intermediateCatchEvent>`;
  const ids = ['start', 'charge', 'timer', 'paid', 'ship', 'end'];
  const flows = ids.slice(1).map((id, index) => flow(ids[index] ?? '', id));
  return `<bpmn:definitions ${NAMESPACES} id="d" targetNamespace="durability"><bpmn:message id="m" name="paid"><bpmn:extensionElements><zeebe:subscription correlationKey="=orderId"/></bpmn:extensionElements></bpmn:message><bpmn:process id="order" name="Order ${version}" isExecutable="true"><bpmn:startEvent id="start"/>${task('charge')}${timer}${message}${task('ship')}<bpmn:endEvent id="end"/>${flows.join('')}</bpmn:process></bpmn:definitions>`;
}
