import { defineConnector, defineErrors, defineOperation } from '@jobwright/connector-sdk';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { fillIn } from './render-readmes.ts';
import { renderErrors, renderInputs, renderOutput } from './render-sections.ts';

const login = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('none').meta({ title: 'None' }) }),
    z.object({
      type: z.literal('token').meta({ title: 'Token' }),
      token: z.string().meta({ title: 'Token', secret: true }),
    }),
  ])
  .meta({ discriminator: { title: 'Login', value: 'none' } });
const limit = z.number().min(1).max(1000).default(100).meta({ title: 'Limit', documentation: 'A day.' });
const errors = defineErrors({
  CHAT_BUSY: { retry: true, when: 'too many messages | minute', advice: 'Wait.' },
  CHAT_CLOSED: { retry: false, bpmn: true, advice: 'Catch it.' },
  CHAT_NOT_STORED: { retry: 'unless refused', advice: 'Look at the *store*.' },
  '4xx': { retry: false, advice: 'Look at the answer.' },
});
const chat = defineConnector({
  type: 'acme:chat:1',
  name: 'Chat',
  errors,
  defaultOperation: 'send',
  operations: {
    send: defineOperation({
      title: 'Send a message',
      input: z.object({
        login: login.optional(),
        text: z.string().max(480).meta({ title: 'Text', placeholder: '<b>' }),
        kind: z
          .enum(['PLAIN', 'HTML'])
          .optional()
          .meta({ title: 'Kind', choices: { PLAIN: 'As it is', HTML: 'HTML' } }),
        limit,
      }),
      output: z.object({ id: z.string().describe('Of the message.'), sent: z.literal(true) }),
      run: () => Promise.resolve({ id: '1', sent: true as const }),
    }),
    list: defineOperation({
      input: z.object({ login: login.optional(), limit }),
      output: z.array(z.object({ id: z.string(), tags: z.array(z.string()).optional() })),
      run: () => Promise.resolve([]),
    }),
  },
});

describe('inputs', () => {
  const rows = renderInputs(chat).split('\n');
  test('say what is chosen by default, what a choice brings, and for which operation', () => {
    expect(rows).toContain('| `login.type` | Login. `none`; `token` | `none` |  |');
    expect(rows).toContain('| `login.token` | Token. Use a secret | required | `login.type` `token` |');
    expect(rows).toContain('| `kind` | Kind. `PLAIN`: As it is; `HTML` | none | `send` |');
  });

  test('say limits, defaults, examples and what is for documentation alone', () => {
    expect(rows).toContain('| `text` | Text. At most 480 characters. E.g. `<b>` | required | `send` |');
    expect(rows).toContain('| `limit` | Limit (number). A day. 1 to 1,000 | `100` |  |');
  });

  test('say how an operation is chosen', () => {
    expect(rows).toContain('| `send` | Send a message | task header `operation`, or none |');
  });
});

test('outputs are told for each operation', () => {
  expect(renderOutput(chat)).toBe(
    [
      '`send`:\n',
      '| field | value |\n| --- | --- |',
      '| `id` | text: Of the message |',
      '| `sent` | `true` |\n',
      '`list`:\n',
      '| field | value |\n| --- | --- |',
      '| `[].id` | text |',
      '| `[].tags` | list of texts (may be absent) |',
    ].join('\n'),
  );
});

test('errors are those of the table and INPUT_INVALID', () => {
  const rows = renderErrors(errors.table).split('\n').slice(2);
  expect(rows).toEqual([
    '| `INPUT_INVALID` | an input is invalid | no | Correct the inputs that the message names with their paths. |',
    '| `CHAT_BUSY` | too many messages \\| minute | yes | Wait. |',
    '| `CHAT_CLOSED` |  | no: a BPMN error | Catch it. |',
    '| `CHAT_NOT_STORED` |  | unless refused | Look at the \\*store\\*. |',
    '| `400` to `499` |  | no | Look at the answer. |',
  ]);
});

test('a README keeps what is outside of its markers, and needs all of them', () => {
  const markers = ['inputs', 'output', 'errors'].map((name) => `<!-- ${name} -->old<!-- /${name} -->`);
  const filled = fillIn(`before\n${markers.join('\nbetween\n')}\nafter`, chat);
  expect(filled).not.toContain('old');
  expect(filled).toMatch(/^before\n[^]*between[^]*between[^]*after$/);
  expect(() => fillIn(markers.slice(1).join('\n'), chat)).toThrow('<!-- inputs -->');
});
