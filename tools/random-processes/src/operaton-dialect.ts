import { type Dialect, escapeXml } from './dialect.ts';
import { LOOP_RADIX } from './process-index.ts';

const item = (id: string): string => `i_${id}`;
const path = (loops: readonly string[]): string => loops.map((loop) => `\${${item(loop)}}`).join('-');

/**
 * BPMN as Operaton and Camunda 7 read it: tasks are user tasks; their name contains the rounds of the loops
 * around them.
 */
export const operatonDialect: Dialect = {
  namespace: 'xmlns:operaton="http://operaton.org/schema/1.0/bpmn"',
  condition: (variable, value) => `\${${variable} == ${value}}`,
  task: (id, { loops, rest, attributes }) =>
    `<bpmn:userTask id="${id}" name="${escapeXml(`-${path(loops)}`)}" ${attributes}>${rest}</bpmn:userTask>`,
  call: (id, { processId, rest }) =>
    `<bpmn:callActivity id="${id}" calledElement="${processId}"><bpmn:extensionElements><operaton:in variables="all" /></bpmn:extensionElements>${rest}</bpmn:callActivity>`,
  loop: (id, { isSequential, count, until }) => {
    const condition =
      until === undefined
        ? ''
        : `<bpmn:completionCondition xsi:type="bpmn:tFormalExpression">\${nrOfCompletedInstances &gt;= ${until}}</bpmn:completionCondition>`;
    return `<bpmn:multiInstanceLoopCharacteristics isSequential="${isSequential}" operaton:collection="\${numbers.upTo(${count})}" operaton:elementVariable="${item(id)}">${condition}</bpmn:multiInstanceLoopCharacteristics>`;
  },
  messageName: (id, loops) => (loops.length === 0 ? `m_${id}` : `m_${id}-${path(loops)}`),
  messageExtension: '',
  duration: ({ minutes, loops }) =>
    loops.length === 0
      ? `PT${minutes}M`
      : `PT\${${minutes} + ${loops.map((loop, index) => `${item(loop)} * ${LOOP_RADIX ** (loops.length - 1 - index)}`).join(' + ')}}M`,
};
