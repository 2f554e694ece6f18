const bpmn = (content: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:modeler="http://camunda.org/schema/modeler/1.0" modeler:executionPlatformVersion="8.9.0" id="d" targetNamespace="http://jobwright.example">${content}</bpmn:definitions>`;
const flow = (from: string, to: string, condition?: string): string =>
  condition === undefined
    ? `<bpmn:sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}" />`
    : `<bpmn:sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${condition}</bpmn:conditionExpression></bpmn:sequenceFlow>`;
const service = (id: string, type: string, more = ''): string =>
  `<bpmn:serviceTask id="${id}" name="Do ${id}"><bpmn:extensionElements><zeebe:taskDefinition type="${type}" />${more}</bpmn:extensionElements></bpmn:serviceTask>`;
const example = (json: string): string =>
  `<zeebe:properties><zeebe:property name="camundaModeler:exampleOutputJson" value="${json.replaceAll('"', '&quot;')}" /></zeebe:properties>`;

/**
 * A service task of the type `charge`, with a boundary event for the error `DECLINED`, and an incident when
 * there is no `amount`.
 */
export const order = bpmn(
  `<bpmn:process id="order" isExecutable="true"><bpmn:startEvent id="start" />${service(
    'charge',
    'charge',
    `<zeebe:ioMapping><zeebe:input source="=assert(amount, amount != null)" target="sum" /></zeebe:ioMapping>${example('{"paid": "by example"}')}`,
  )}<bpmn:boundaryEvent id="declined" attachedToRef="charge"><bpmn:errorEventDefinition id="e1" errorRef="error" /></bpmn:boundaryEvent><bpmn:endEvent id="paid" /><bpmn:endEvent id="unpaid" />${flow('start', 'charge')}${flow('charge', 'paid')}${flow('declined', 'unpaid')}</bpmn:process><bpmn:error id="error" errorCode="DECLINED" />`,
);

/** A user task with an assignment listener, then a message. */
export const review = bpmn(
  `<bpmn:process id="review" isExecutable="true"><bpmn:startEvent id="start" /><bpmn:userTask id="check" name="Check it"><bpmn:extensionElements><zeebe:userTask /><zeebe:taskListeners><zeebe:taskListener eventType="completing" type="validate" /></zeebe:taskListeners><zeebe:assignmentDefinition assignee="ann" candidateGroups="=[&quot;office&quot;, &quot;staff&quot;]" /><zeebe:priorityDefinition priority="70" /><zeebe:taskSchedule dueDate="=&quot;2026-03-01T10:00:00Z&quot;" followUpDate="=&quot;2026-02-01T10:00:00Z&quot;" />${example('{"approved": true}')}</bpmn:extensionElements></bpmn:userTask><bpmn:intermediateCatchEvent id="answer"><bpmn:messageEventDefinition id="m1" messageRef="message" /></bpmn:intermediateCatchEvent><bpmn:endEvent id="end" />${flow('start', 'check')}${flow('check', 'answer')}${flow('answer', 'end')}</bpmn:process><bpmn:message id="message" name="answered"><bpmn:extensionElements><zeebe:subscription correlationKey="=key" /></bpmn:extensionElements></bpmn:message>`,
);

/** A user task that comes back until it is approved. */
export const rounds = bpmn(
  `<bpmn:process id="rounds" isExecutable="true"><bpmn:startEvent id="start" /><bpmn:exclusiveGateway id="again" /><bpmn:userTask id="task" name="Decide"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask><bpmn:exclusiveGateway id="approved" default="approved_again" /><bpmn:endEvent id="end" />${flow('start', 'again')}${flow('again', 'task')}${flow('task', 'approved')}${flow('approved', 'again')}${flow('approved', 'end', '=ok')}</bpmn:process>`,
);

/** A timer of the given duration. */
export const timer = (duration: string): string =>
  bpmn(
    `<bpmn:process id="wait" isExecutable="true"><bpmn:startEvent id="start" /><bpmn:intermediateCatchEvent id="timer"><bpmn:timerEventDefinition id="t1"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">${duration}</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent><bpmn:endEvent id="end" />${flow('start', 'timer')}${flow('timer', 'end')}</bpmn:process>`,
  );

/** A timer that waits for a date. */
export const date = bpmn(
  `<bpmn:process id="wait" isExecutable="true"><bpmn:startEvent id="start" /><bpmn:intermediateCatchEvent id="timer"><bpmn:timerEventDefinition id="t1"><bpmn:timeDate xsi:type="bpmn:tFormalExpression">2026-05-01T12:00:00Z</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent><bpmn:endEvent id="end" />${flow('start', 'timer')}${flow('timer', 'end')}</bpmn:process>`,
);

/** A call of the process `child`, then a decision. */
export const caller = bpmn(
  `<bpmn:process id="caller" isExecutable="true"><bpmn:startEvent id="start" /><bpmn:callActivity id="call"><bpmn:extensionElements><zeebe:calledElement processId="child" propagateAllChildVariables="true" /></bpmn:extensionElements></bpmn:callActivity><bpmn:businessRuleTask id="decide"><bpmn:extensionElements><zeebe:calledDecision decisionId="size" resultVariable="size" /></bpmn:extensionElements></bpmn:businessRuleTask><bpmn:endEvent id="end" />${flow('start', 'call')}${flow('call', 'decide')}${flow('decide', 'end')}</bpmn:process>`,
);

/** A call of the version of the process `child` with the tag `v1`. */
export const taggedCaller = bpmn(
  `<bpmn:process id="caller" isExecutable="true"><bpmn:startEvent id="start" /><bpmn:callActivity id="call"><bpmn:extensionElements><zeebe:calledElement processId="child" propagateAllChildVariables="true" bindingType="versionTag" versionTag="v1" /></bpmn:extensionElements></bpmn:callActivity><bpmn:endEvent id="end" />${flow('start', 'call')}${flow('call', 'end')}</bpmn:process>`,
);

/** An ad-hoc sub-process that a job of the type `agent` decides about, with the elements `look` and `ask`. */
export const agent = bpmn(
  `<bpmn:process id="agent" isExecutable="true"><bpmn:startEvent id="start" /><bpmn:adHocSubProcess id="tools"><bpmn:extensionElements><zeebe:taskDefinition type="agent" /></bpmn:extensionElements>${service('look', 'look')}${service('ask', 'ask')}</bpmn:adHocSubProcess><bpmn:endEvent id="end" />${flow('start', 'tools')}${flow('tools', 'end')}</bpmn:process>`,
);

/** Starts when the signal `opened` is broadcast. */
export const signalled = bpmn(
  `<bpmn:process id="signalled" isExecutable="true"><bpmn:startEvent id="start"><bpmn:signalEventDefinition id="s1" signalRef="signal" /></bpmn:startEvent><bpmn:endEvent id="end" />${flow('start', 'end')}</bpmn:process><bpmn:signal id="signal" name="opened" />`,
);

/** Starts when there is no stock. */
export const conditional = bpmn(
  `<bpmn:process id="restock" isExecutable="true"><bpmn:startEvent id="start"><bpmn:conditionalEventDefinition id="c1"><bpmn:condition xsi:type="bpmn:tFormalExpression">=stock = 0</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:startEvent><bpmn:endEvent id="end" />${flow('start', 'end')}</bpmn:process>`,
);

/** Two tasks one after the other, each with a variable of its own. */
export const steps = bpmn(
  `<bpmn:process id="steps" isExecutable="true"><bpmn:startEvent id="start" />${service(
    'first',
    'step',
    '<zeebe:ioMapping><zeebe:input source="=1" target="own" /></zeebe:ioMapping>',
  )}${service('second', 'step')}<bpmn:endEvent id="end" />${flow('start', 'first')}${flow('first', 'second')}${flow('second', 'end')}</bpmn:process>`,
);

/**
 * The decision `size`, named `Size`: more than 10 is large, less than 5 small, and what is even is also even.
 */
export const size = `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="sizes" name="Sizes" namespace="http://jobwright.example"><decision id="size" name="Size"><decisionTable id="t" hitPolicy="COLLECT"><input id="i"><inputExpression id="ie" typeRef="number"><text>n</text></inputExpression></input><output id="o" name="size" typeRef="string" />${[
  ['&gt; 10', 'large'],
  ['&lt; 5', 'small'],
  ['even(?)', 'even'],
]
  .map(
    ([test, output], index) =>
      `<rule id="r${index}"><inputEntry id="r${index}i"><text>${test}</text></inputEntry><outputEntry id="r${index}o"><text>"${output}"</text></outputEntry></rule>`,
  )
  .join('')}</decisionTable></decision></definitions>`;

/** An agent whose answer a person judges: it goes on until the person is satisfied. */
export const chat = bpmn(
  `<bpmn:process id="chat" isExecutable="true"><bpmn:startEvent id="start" /><bpmn:exclusiveGateway id="next" /><bpmn:adHocSubProcess id="agent"><bpmn:extensionElements><zeebe:taskDefinition type="chat-agent" /><zeebe:adHoc outputCollection="results" outputElement="={tool: result}" /></bpmn:extensionElements>${service('search', 'search')}${service('list', 'list')}</bpmn:adHocSubProcess><bpmn:userTask id="feedback" name="Give feedback"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements></bpmn:userTask><bpmn:exclusiveGateway id="satisfied" default="satisfied_next" /><bpmn:endEvent id="end" />${flow('start', 'next')}${flow('next', 'agent')}${flow('agent', 'feedback')}${flow('feedback', 'satisfied')}${flow('satisfied', 'end', '=isSatisfied')}${flow('satisfied', 'next')}</bpmn:process>`,
);
