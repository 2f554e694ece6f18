import { defineConnector, defineOperation } from '@jobwright/connector-sdk';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { findExampleProblems } from './find-example-problems.ts';

const text = (title: string) => z.string().meta({ title });
const chat = defineConnector({
  type: 'acme:chat:1',
  name: 'Chat',
  operations: {
    send: defineOperation({
      input: z.object({
        connection: z.object({ url: text('URL'), token: text('Token') }),
        channel: text('Channel'),
        thread: text('Thread').optional(),
        headers: z.record(z.string(), z.string()).optional().meta({ title: 'Headers' }),
        kind: z.discriminatedUnion('type', [
          z.object({ type: z.literal('text').meta({ title: 'Text' }), text: text('Text') }),
          z.object({ type: z.literal('file').meta({ title: 'File' }), file: text('File') }),
        ]),
      }),
      output: z.unknown(),
      run: async () => ({}),
    }),
  },
});

const taskOf = (
  inputs: readonly string[],
  operation = 'send',
  type = 'acme:chat:1',
) => `<bpmn:serviceTask id="task">
  <bpmn:extensionElements>
    <zeebe:taskDefinition type="${type}" />
    <zeebe:ioMapping>${inputs.map((target) => `<zeebe:input source="=x" target="${target}" />`).join('')}</zeebe:ioMapping>
    <zeebe:taskHeaders><zeebe:header key="operation" value="${operation}" /></zeebe:taskHeaders>
  </bpmn:extensionElements>
</bpmn:serviceTask>`;
const readmeOf = (task: string, rows: readonly string[] = []) =>
  [
    '# Chat',
    '',
    '```xml',
    task,
    '```',
    ...(rows.length === 0
      ? []
      : [
          '<!-- inputs -->',
          '| operation |',
          '| --- |',
          '| `send` |',
          '',
          '| input | value |',
          ...rows,
          '<!-- /inputs -->',
        ]),
  ].join('\n');
const bpmnOf = (task: string) =>
  `<?xml version="1.0"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" targetNamespace="x"><bpmn:process id="p" isExecutable="true">${task}</bpmn:process></bpmn:definitions>`;

const RIGHT = ['connection.url', 'connection.token', 'channel', 'headers.X-Trace', 'kind.type', 'kind.text'];

describe.each([
  ['a README', (task: string) => readmeOf(task)],
  ['a process', bpmnOf],
])('%s', (_what, wrap) => {
  test.each<[string, string, readonly string[]]>([
    ['that fits', taskOf(RIGHT), []],
    ['that gives objects as a whole', taskOf(['connection', 'channel', 'kind']), []],
    [
      'with an input that was removed',
      taskOf([...RIGHT, 'reference']),
      ['task: there is no input reference'],
    ],
    [
      'without a required input',
      taskOf(RIGHT.filter((each) => each !== 'channel')),
      ['task: the input channel is required'],
    ],
    ['without a part of one', taskOf(RIGHT.slice(1)), ['task: the input connection.url is required']],
    ['of an operation that is not there', taskOf(RIGHT, 'archive'), ['task: there is no operation archive']],
    ['of another connector', taskOf(RIGHT, 'send', 'acme:chat:2'), ['no task has the job type acme:chat:1']],
  ])('%s', async (_case, task, problems) => {
    expect(await findExampleProblems(chat, wrap(task))).toEqual(problems);
  });
});

test('a README without XML has no task to check', async () => {
  expect(await findExampleProblems(chat, '# Chat')).toEqual([]);
});

test('the table of a README has all inputs, and no others', async () => {
  const all = [...RIGHT.slice(0, 3), 'thread', 'headers', 'kind.type', 'kind.text', 'kind.file'];
  const rows = (paths: readonly string[]) => paths.map((path) => `| \`${path}\` | value |`);
  expect(await findExampleProblems(chat, readmeOf(taskOf(RIGHT), rows(all)))).toEqual([]);
  const old = [...all.filter((path) => path !== 'thread'), 'reference'];
  expect(await findExampleProblems(chat, readmeOf(taskOf(RIGHT), rows(old)))).toEqual([
    'the table has reference, which is no input',
    'the table lacks the input thread',
  ]);
});
