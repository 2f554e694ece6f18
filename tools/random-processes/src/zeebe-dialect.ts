import { type Dialect, escapeXml } from './dialect.ts';
import { LOOP_RADIX } from './process-index.ts';

const extensions = (body: string): string => `<bpmn:extensionElements>${body}</bpmn:extensionElements>`;
const item = (id: string): string => `i_${id}`;

/** BPMN as Camunda 8 reads it: tasks are jobs whose type is the id of the task. */
export const zeebeDialect: Dialect = {
  namespace: 'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"',
  condition: (variable, value) => `=${variable} = ${value}`,
  task: (id, { rest, attributes }) =>
    `<bpmn:serviceTask id="${id}" ${attributes}>${extensions(`<zeebe:taskDefinition type="${id}" />`)}${rest}</bpmn:serviceTask>`,
  call: (id, { processId, rest }) =>
    `<bpmn:callActivity id="${id}">${extensions(`<zeebe:calledElement processId="${processId}" propagateAllChildVariables="false" />`)}${rest}</bpmn:callActivity>`,
  loop: (id, { isSequential, count, until }) => {
    const items = `=[${Array.from({ length: count }, (_, index) => index + 1).join(',')}]`;
    const condition =
      until === undefined
        ? ''
        : `<bpmn:completionCondition xsi:type="bpmn:tFormalExpression">${escapeXml(`=numberOfCompletedInstances >= ${until}`)}</bpmn:completionCondition>`;
    return `<bpmn:multiInstanceLoopCharacteristics isSequential="${isSequential}">${extensions(`<zeebe:loopCharacteristics inputCollection="${items}" inputElement="${item(id)}" />`)}${condition}</bpmn:multiInstanceLoopCharacteristics>`;
  },
  messageName: (id, loops) =>
    loops.length === 0
      ? `m_${id}`
      : `="m_${id}" + ${loops.map((loop) => `"-" + string(${item(loop)})`).join(' + ')}`,
  messageExtension: extensions('<zeebe:subscription correlationKey="=&quot;k&quot;" />'),
  duration: ({ minutes, loops }) =>
    loops.length === 0
      ? `PT${minutes}M`
      : `="PT" + string(${minutes} + ${loops.map((loop, index) => `${item(loop)} * ${LOOP_RADIX ** (loops.length - 1 - index)}`).join(' + ')}) + "M"`,
};
