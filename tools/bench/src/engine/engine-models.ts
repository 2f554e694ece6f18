const NAMESPACES =
  'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"';
const JOB = '<bpmn:extensionElements><zeebe:taskDefinition type="work"/></bpmn:extensionElements>';
const LOOP =
  '<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=items" inputElement="item" outputCollection="results" outputElement="=item"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>';

/** A process `p` of service tasks in a row, whose jobs have the type `work`. */
export function renderTasks(count: number, { isRepeated = false } = {}): string {
  const ids = Array.from({ length: count }, (_, index) => `t${index}`);
  const steps = ['start', ...ids, 'end'];
  const tasks = ids.map(
    (id) => `<bpmn:serviceTask id="${id}">${JOB}${isRepeated ? LOOP : ''}</bpmn:serviceTask>`,
  );
  const flows = steps
    .slice(1)
    .map(
      (target, index) =>
        `<bpmn:sequenceFlow id="f${index}" sourceRef="${steps[index] ?? ''}" targetRef="${target}"/>`,
    );
  const body = ['<bpmn:startEvent id="start"/>', ...tasks, '<bpmn:endEvent id="end"/>', ...flows].join('');
  return `<bpmn:definitions ${NAMESPACES} id="d" targetNamespace="bench"><bpmn:process id="p" isExecutable="true">${body}</bpmn:process></bpmn:definitions>`;
}
