export interface OneTaskProcess {
  readonly id: string;
  readonly jobType: string;
  readonly retries?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Input mappings: target to FEEL source. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Output mappings: target to FEEL source, evaluated by the engine. */
  readonly outputs?: Readonly<Record<string, string>>;
  /** A BPMN error that a boundary event catches; what it brought is mapped to `caught`. */
  readonly catchError?: string;
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('\n', '&#10;');

/** start -> one service task -> end; with `catchError` a boundary event that leads to another end. */
export function oneTaskProcess({
  id,
  jobType,
  retries = 3,
  headers = {},
  inputs = {},
  outputs = {},
  catchError,
}: OneTaskProcess): string {
  const inputLines = Object.entries(inputs).map(
    ([target, source]) => `<zeebe:input source="${escape(source)}" target="${target}" />`,
  );
  const outputLines = Object.entries(outputs).map(
    ([target, source]) => `<zeebe:output source="${escape(source)}" target="${target}" />`,
  );
  const headerLines = Object.entries(headers).map(
    ([key, value]) => `<zeebe:header key="${key}" value="${escape(value)}" />`,
  );
  const boundary =
    catchError === undefined
      ? ''
      : `<bpmn:boundaryEvent id="caught" attachedToRef="task"><bpmn:extensionElements><zeebe:ioMapping><zeebe:output source="=details" target="caught" /></zeebe:ioMapping></bpmn:extensionElements><bpmn:outgoing>toCaughtEnd</bpmn:outgoing><bpmn:errorEventDefinition id="definition" errorRef="error" /></bpmn:boundaryEvent>
<bpmn:endEvent id="caughtEnd"><bpmn:incoming>toCaughtEnd</bpmn:incoming></bpmn:endEvent><bpmn:sequenceFlow id="toCaughtEnd" sourceRef="caught" targetRef="caughtEnd" />`;
  const error =
    catchError === undefined ? '' : `<bpmn:error id="error" name="error" errorCode="${catchError}" />`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="http://jobwright.example">
<bpmn:process id="${id}" isExecutable="true">
<bpmn:startEvent id="start"><bpmn:outgoing>toTask</bpmn:outgoing></bpmn:startEvent>
<bpmn:sequenceFlow id="toTask" sourceRef="start" targetRef="task" />
<bpmn:serviceTask id="task" name="Task"><bpmn:extensionElements><zeebe:taskDefinition type="${jobType}" retries="${retries}" /><zeebe:ioMapping>${inputLines.join('')}${outputLines.join('')}</zeebe:ioMapping><zeebe:taskHeaders>${headerLines.join('')}</zeebe:taskHeaders></bpmn:extensionElements><bpmn:incoming>toTask</bpmn:incoming><bpmn:outgoing>toEnd</bpmn:outgoing></bpmn:serviceTask>
<bpmn:sequenceFlow id="toEnd" sourceRef="task" targetRef="end" />
<bpmn:endEvent id="end"><bpmn:incoming>toEnd</bpmn:incoming></bpmn:endEvent>
${boundary}
</bpmn:process>
${error}
</bpmn:definitions>`;
}
