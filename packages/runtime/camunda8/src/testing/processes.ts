import { defineConnector, type OperationContext } from '@jobwright/connector-sdk';
import { z } from 'zod';

/** A process of one service task per job type, one after the other. */
export function processOf(
  id: string,
  tasks: readonly {
    readonly type: string;
    readonly headers?: Readonly<Record<string, string>>;
    /** Sources of input mappings, by target. */
    readonly inputs?: Readonly<Record<string, string>>;
  }[],
) {
  const nodes = tasks.map(({ type, headers = {}, inputs = {} }, index) => {
    const lines = Object.entries(headers).map(
      ([key, value]) => `<zeebe:header key="${key}" value="${value}" />`,
    );
    const mappings = Object.entries(inputs).map(
      ([target, source]) => `<zeebe:input source="${source.replaceAll('"', '&quot;')}" target="${target}" />`,
    );
    return `<bpmn:serviceTask id="task${index}"><bpmn:extensionElements><zeebe:taskDefinition type="${type}" retries="3" /><zeebe:taskHeaders>${lines.join('')}</zeebe:taskHeaders>${mappings.length === 0 ? '' : `<zeebe:ioMapping>${mappings.join('')}</zeebe:ioMapping>`}</bpmn:extensionElements></bpmn:serviceTask>`;
  });
  const ids = ['start', ...tasks.map((_, index) => `task${index}`), 'end'];
  const flows = ids
    .slice(1)
    .map(
      (target, index) =>
        `<bpmn:sequenceFlow id="flow${index}" sourceRef="${ids[index]}" targetRef="${target}" />`,
    );
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="http://jobwright.example">
<bpmn:process id="${id}" isExecutable="true"><bpmn:startEvent id="start" />${nodes.join('')}<bpmn:endEvent id="end" />${flows.join('')}</bpmn:process>
</bpmn:definitions>`;
}

export const greet = (type: string, run?: (context: OperationContext) => Promise<unknown>) =>
  defineConnector({
    type,
    name: 'Greet',
    input: z.object({ name: z.string().meta({ title: 'Name' }) }),
    output: z.unknown(),
    run: async ({ name }, context) => {
      await run?.(context);
      return { greeting: `Hello ${name}` };
    },
  });
