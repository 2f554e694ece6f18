import type { TaskModel } from '../../src/scenarios/task-world.ts';

export interface ExternalTaskModel extends TaskModel {
  readonly id: string;
  readonly topic: string;
  /** XML inside `camunda:inputOutput`, beside the inputs. */
  readonly parameters?: string;
  readonly priority?: number;
}

interface ExternalTaskElement extends Pick<ExternalTaskModel, 'id' | 'topic' | 'inputs' | 'parameters'> {
  /** Further attributes. */
  readonly attributes?: string;
  readonly properties: Readonly<Record<string, string>>;
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('\n', '&#10;');

/** A service task whose work is done from outside. */
export function renderExternalTask(task: ExternalTaskElement): string {
  const { id, topic, inputs = {}, parameters = '', attributes = '', properties } = task;
  const inputLines = Object.entries(inputs).map(
    ([name, text]) => `<camunda:inputParameter name="${name}">${escape(text)}</camunda:inputParameter>`,
  );
  const propertyLines = Object.entries(properties).map(
    ([name, value]) => `<camunda:property name="${name}" value="${escape(value)}" />`,
  );
  return `<bpmn:serviceTask id="${id}" camunda:type="external" camunda:topic="${topic}"${attributes}><bpmn:extensionElements><camunda:inputOutput>${inputLines.join('')}${parameters}</camunda:inputOutput><camunda:properties>${propertyLines.join('')}</camunda:properties></bpmn:extensionElements></bpmn:serviceTask>`;
}

/** start -> one external task -> end; with `catchError` a boundary event that leads to another end. */
export function externalTaskModel(model: ExternalTaskModel): string {
  const { id, retries = 3, headers = {}, priority, catchError, ...task } = model;
  const priorityAttribute = priority === undefined ? '' : ` camunda:taskPriority="${priority}"`;
  const properties = { retries: String(retries), ...headers };
  const attributes = ` name="Task"${priorityAttribute}`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="definitions" targetNamespace="http://jobwright.example">
<bpmn:process id="${id}" isExecutable="true" camunda:historyTimeToLive="P1D">
<bpmn:startEvent id="start" />
<bpmn:sequenceFlow id="toTask" sourceRef="start" targetRef="task" />
${renderExternalTask({ ...task, id: 'task', attributes, properties })}
<bpmn:sequenceFlow id="toEnd" sourceRef="task" targetRef="end" />
<bpmn:endEvent id="end" />
${catchError === undefined ? '' : boundary}
</bpmn:process>
${catchError === undefined ? '' : `<bpmn:error id="error" name="error" errorCode="${catchError}" />`}
</bpmn:definitions>`;
}

const boundary = `<bpmn:boundaryEvent id="caught" attachedToRef="task"><bpmn:errorEventDefinition id="definition" errorRef="error" /></bpmn:boundaryEvent>
<bpmn:sequenceFlow id="toCaughtEnd" sourceRef="caught" targetRef="caughtEnd" />
<bpmn:endEvent id="caughtEnd"><bpmn:extensionElements><camunda:executionListener event="start" expression="\${execution.setVariable('caught', details)}" /></bpmn:extensionElements></bpmn:endEvent>`;
