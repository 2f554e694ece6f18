import { defineConnector, type DocumentInput, documentInput, readDocument } from '@jobwright/connector-sdk';
import type { JsonObject, JsonValue } from '@jobwright/json';
import type { RunningEngine, TypedVariable } from '@jobwright/servers/operaton';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { type Camunda7World, connectCamunda7World } from './testing/camunda7-world.ts';
import { startCamunda7Engine } from './testing/start-camunda7-engine.ts';
import { runTwoTasks } from './testing/two-tasks.ts';

let plain: RunningEngine;
beforeAll(async () => {
  // As the plain Spring Boot starter makes it, without variables of type `Json`.
  plain = await startCamunda7Engine(inject('engineName'), { json: false });
});
afterAll(() => plain.stop());

const reader = (type: string, names: readonly string[], run: (input: JsonObject) => JsonValue) =>
  defineConnector({
    type,
    name: 'Read',
    input: z.object(
      Object.fromEntries(names.map((name) => [name, z.custom<JsonValue>().meta({ title: name })])),
    ),
    output: z.unknown(),
    run: async (input) => run(input),
  });

/** The first task gets `variables`, and gives `outputs` or what it got; the second one gets these names. */
async function passOn(
  world: Camunda7World,
  {
    variables = {},
    outputs,
  }: { readonly variables?: Readonly<Record<string, TypedVariable>>; readonly outputs?: JsonObject },
) {
  const names = Object.keys(outputs ?? variables);
  const seen: JsonObject[] = [];
  const see = (input: JsonObject): JsonObject => {
    seen.push(input);
    return outputs ?? input;
  };
  const kept = await runTwoTasks(world, {
    variables,
    resultExpression: `={${names.map((name) => `"${name}": get value(response, "${name}")`).join(', ')}}`,
    connectors: ({ first, second }) => [
      reader(first, Object.keys(variables), see),
      reader(second, names, see),
    ],
  });
  return { kept, first: seen[0], second: seen[1] };
}

describe.each([
  ['that knows Json', (): string => inject('engineUrl')],
  ['without Json', (): string => plain.url],
] as const)('on an engine %s', (_, url) => {
  const connect = (): Camunda7World => connectCamunda7World(url());

  test('each type is read, and kept when it is given back', async () => {
    const variables = {
      text: { type: 'String', value: '=1+1' },
      yes: { type: 'Boolean', value: true },
      short: { type: 'Short', value: 1 },
      integer: { type: 'Integer', value: -2 },
      long: { type: 'Long', value: 9223372036854775807n },
      smallLong: { type: 'Long', value: 3 },
      double: { type: 'Double', value: 1.5 },
      wholeDouble: { type: 'Double', value: 2 },
      nothing: { type: 'Null', value: null },
      bytes: { type: 'Bytes', value: 'AQID/w==' },
      date: { type: 'Date', value: '2026-11-30T06:00:00.120+0000' },
    };
    const { kept, first, second } = await passOn(connect(), { variables });
    expect(first).toEqual({
      text: '=1+1',
      yes: true,
      short: 1,
      integer: -2,
      long: 9223372036854775807n,
      smallLong: 3,
      double: 1.5,
      wholeDouble: 2,
      nothing: null,
      bytes: 'AQID/w==',
      date: expect.stringMatching(/^2026-11-30T\d\d:00:00\.12(?:Z|[+-])/),
    });
    expect(second).toEqual(first);
    const types = Object.fromEntries(Object.entries(kept).map(([name, { type }]) => [name, type]));
    expect(types).toEqual(
      Object.fromEntries(Object.entries(variables).map(([name, { type }]) => [name, type])),
    );
  });

  test('what a connector gives is what a later task gets', async () => {
    const outputs = {
      long: `${'ä'.repeat(100_000)}"\\`,
      refused: 'a\0b',
      full: 'ä'.repeat(4_000),
      dateText: '2026-11-30T08:00:00Z',
      bits: -9223372036854775808n,
      longer: 12345678901234567890123n,
      small: 1e-300,
      structure: {
        list: [1, 0.1, null, true, { id: 9007199254740993n }],
        empty: {},
        none: [],
        text: 'x'.repeat(5_000),
      },
      list: ['x', { '': '' }],
      nothing: null,
      'a/b': 1.5,
      'text/of': 'ä',
      'list/of': [{ 'c/d': true }],
    };
    const half = { half: 'a\ud83db' };
    const { kept, second } = await passOn(connect(), { outputs: { ...outputs, ...half } });
    expect(second).toEqual({ ...outputs, half: 'a\ufffdb' });
    expect(kept).toMatchObject({
      full: { type: 'String' },
      dateText: { type: 'String' },
      bits: { type: 'Long' },
      long: { type: 'Object', valueInfo: { objectTypeName: 'java.lang.String' } },
      longer: { type: 'Object', valueInfo: { objectTypeName: 'java.math.BigInteger' } },
    });
  });

  test('a file is a document, a document becomes a file, and a later task opens both', async () => {
    const content = Buffer.from('%PDF-'.repeat(200_000));
    const opened: string[] = [];
    const document = documentInput.meta({ title: 'Document' });
    const kept = await runTwoTasks(connect(), {
      variables: {
        original: {
          type: 'File',
          value: content.toString('base64'),
          valueInfo: { filename: 'Rechnung ä.pdf', mimeType: 'application/pdf' },
        },
      },
      resultExpression: '={copy: copy, all: all}',
      connectors: ({ first, second }) => [
        defineConnector({
          type: first,
          name: 'Copy',
          input: z.object({ original: document }),
          output: z.unknown(),
          async run({ original }, { documents, signal }) {
            const bytes = await readDocument(await documents.open(original, { signal }), {
              maxBytes: 10_000_000,
            });
            const facts = { fileName: 'Kopie "ü".pdf', contentType: 'application/pdf' };
            const copy = await documents.create({ content: bytes, ...facts }, { signal });
            return { copy, all: [copy] };
          },
        }),
        defineConnector({
          type: second,
          name: 'Open',
          input: z.object({
            original: document,
            copy: document,
            all: z.array(documentInput).meta({ title: 'All' }),
          }),
          output: z.unknown(),
          async run({ original, copy, all }, { documents, signal }) {
            for (const each of [original, copy, ...all] satisfies DocumentInput[]) {
              const open = await documents.open(each, { signal });
              const bytes = await readDocument(open, { maxBytes: 10_000_000 });
              opened.push(`${open.fileName} ${content.equals(bytes) ? 'the same' : bytes.byteLength}`);
            }
            return {};
          },
        }),
      ],
    });
    expect(opened).toEqual(['Rechnung ä.pdf the same', 'Kopie _ü_.pdf the same', 'Kopie "ü".pdf the same']);
    expect(kept).toMatchObject({
      copy: { type: 'File', valueInfo: { filename: 'Kopie _ü_.pdf', mimeType: 'application/pdf' } },
    });
    expect(kept['all']?.type).not.toBe('File');
  });
});
