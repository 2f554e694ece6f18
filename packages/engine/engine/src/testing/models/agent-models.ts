import {
  boundary,
  definitions,
  element,
  end,
  event,
  extensions,
  flows,
  ioMapping,
  process,
  repeated,
  start,
  task,
} from '../../core/testing/bpmn.ts';
import { executionListeners, taskListeners, withExtension } from '../../core/testing/listeners.ts';
import { gateway, parallel, userTask } from './model-parts.ts';
import type { PublicModel } from './public-model.ts';

const form = (id: string): string =>
  JSON.stringify({
    id,
    type: 'default',
    schemaVersion: 19,
    components: [{ type: 'textarea', key: 'inputText' }],
  });
const linkedForm = (id: string): string => `<zeebe:formDefinition formId="${id}" bindingType="latest" />`;

const agent = element('adHocSubProcess', 'agent', {
  body: [
    extensions(
      '<zeebe:adHoc outputCollection="toolCallResults" outputElement="={id: toolCall._meta.id, content: toolCallResult}" />',
      '<zeebe:agentDefinition agentType="aiAgentSubProcess" />',
      '<zeebe:taskDefinition type="ai-agent" retries="3" />',
      ioMapping(
        [
          ['=if (is defined(followUpInput)) then followUpInput else inputText', 'data.userPrompt.prompt'],
          ['=agent.context', 'agentContext'],
        ],
        [['=agent', 'agent']],
      ),
    ),
    task('users', { type: 'http' }),
    task('recipes', {
      type: 'http',
      inputs: [['={q: fromAi(toolCall.query, "The dish")}', 'queryParameters']],
    }),
    task('ask', { type: 'mail' }),
    event('intermediateThrowEvent', 'asked'),
    flows('ask > asked'),
  ].join(''),
});
const chat = definitions(
  process(
    'chat',
    element('startEvent', 'begin', { body: extensions(linkedForm('request')) }),
    gateway('exclusive', 'again'),
    agent,
    userTask('feedback', linkedForm('feedback-form'), ioMapping([['=agent.responseText', 'responseText']])),
    gateway('exclusive', 'satisfied', 'done'),
    end('done'),
    flows(
      'begin > again > agent > feedback > satisfied',
      'satisfied > again : = userSatisfied = false',
      'satisfied > done',
    ),
  ),
);
const activate = (elementId: string, id: string) => ({
  elementId,
  variables: { toolCall: { _meta: { id }, query: 'soup' } },
});
const goesOn = { isCompletionConditionFulfilled: false, isCancelRemainingInstances: false };

const condition = (text: string): string =>
  `<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">${text}</bpmn:condition></bpmn:conditionalEventDefinition>`;
const conditions = definitions(
  process(
    'fulfilment',
    start(),
    parallel('split'),
    event('intermediateCatchEvent', 'reserved', condition('=inventoryReserved = true')),
    task('ship'),
    task('reserve'),
    userTask('review'),
    boundary('moved', 'review', { body: condition('=addressChanged') }),
    task('reprice'),
    task('move'),
    end('shipped'),
    flows(
      'start > split > reserved > ship > shipped',
      'split > reserve',
      'split > review',
      'split > move',
      'moved > reprice',
    ),
  ),
);

const listened = definitions(
  process(
    'audited',
    start(),
    withExtension(
      repeated(task('pick'), { items: '=items', item: 'item' }),
      executionListeners('beforeAll:load', 'start:log', 'end:log'),
    ),
    userTask('approve', taskListeners('creating:assign', 'completing:check')),
    end(),
    flows('start > pick > approve > end'),
  ),
);

/** Agents, forms, listeners and conditions. */
export const agentModels: readonly PublicModel[] = [
  {
    after: 'camunda-8-tutorials: AI agent chat with tools',
    files: [form('request'), form('feedback-form'), chat],
    start: { process: 'chat', variables: { inputText: 'soup?' } },
    workers: {
      'ai-agent': [
        {
          result: {
            type: 'adHocSubProcess',
            ...goesOn,
            activateElements: [activate('users', '1'), activate('recipes', '2')],
          },
        },
        {
          variables: { agent: { responseText: 'soup', context: 1 } },
          result: {
            type: 'adHocSubProcess',
            ...goesOn,
            isCompletionConditionFulfilled: true,
            activateElements: [],
          },
        },
      ],
      http: { variables: { toolCallResult: 'found' } },
    },
    people: {
      feedback: [
        { variables: { userSatisfied: false, followUpInput: 'more' } },
        { variables: { userSatisfied: true } },
      ],
    },
    completes: ['users', 'recipes', 'agent', 'feedback', 'agent', 'feedback', 'done'],
    avoids: ['ask', 'asked'],
    variables: { agent: { responseText: 'soup', context: 1 } },
  },
  {
    after: 'camunda-docs: conditional events',
    files: [conditions],
    start: { process: 'fulfilment', variables: { addressChanged: false } },
    workers: {
      reserve: { variables: { inventoryReserved: true } },
      move: { variables: { addressChanged: true } },
    },
    people: { review: 'waits' },
    completes: ['reserved', 'ship', 'moved', 'reprice', 'shipped'],
    terminates: ['review'],
  },
  {
    after: 'camunda-8-tutorials: quick start, task listeners',
    files: [listened],
    start: { process: 'audited', variables: {} },
    workers: {
      load: { variables: { items: ['a', 'b'] } },
      assign: {
        result: { type: 'userTask', denied: false, deniedReason: '', corrections: { assignee: 'ann' } },
      },
    },
    completes: ['pick', 'pick', 'approve', 'end'],
  },
];
