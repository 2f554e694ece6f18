import type { OneTaskProcess } from './one-task-process.ts';

export type ChainedTask = Pick<OneTaskProcess, 'jobType' | 'headers' | 'inputs'>;

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** start -> service tasks, one after the other -> end */
export function taskChainProcess(id: string, tasks: readonly ChainedTask[]): string {
  const nodes = ['start', ...tasks.map((_task, index) => `task${index + 1}`), 'end'];
  const flows = nodes
    .slice(1)
    .map(
      (node, index) =>
        `<bpmn:sequenceFlow id="to-${node}" sourceRef="${nodes[index]}" targetRef="${node}" />`,
    );
  const services = tasks.map(({ jobType, headers = {}, inputs = {} }, index) => {
    const inputLines = Object.entries(inputs).map(
      ([target, source]) => `<zeebe:input source="${escape(source)}" target="${target}" />`,
    );
    const headerLines = Object.entries(headers).map(
      ([key, value]) => `<zeebe:header key="${key}" value="${escape(value)}" />`,
    );
    return `<bpmn:serviceTask id="task${index + 1}"><bpmn:extensionElements><zeebe:taskDefinition type="${jobType}" retries="1" /><zeebe:ioMapping>${inputLines.join('')}</zeebe:ioMapping><zeebe:taskHeaders>${headerLines.join('')}</zeebe:taskHeaders></bpmn:extensionElements></bpmn:serviceTask>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="http://jobwright.example">
<bpmn:process id="${id}" isExecutable="true">
<bpmn:startEvent id="start" />
${services.join('\n')}
<bpmn:endEvent id="end" />
${flows.join('\n')}
</bpmn:process>
</bpmn:definitions>`;
}
