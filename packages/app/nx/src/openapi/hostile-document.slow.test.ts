import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { parseName } from '@jobwright/create-connector';
import fc from 'fast-check';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import { readOperations } from './read-document.ts';
import { type ApiOperationFiles, renderApiOperation } from './render-api-operation.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostile-document-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function generate(document: unknown): Promise<readonly ApiOperationFiles[]> {
  const file = join(folder, 'api.json');
  writeFileSync(file, typeof document === 'string' ? document : JSON.stringify(document));
  const operations = await readOperations(file, () => true);
  return operations.map((operation) => renderApiOperation(operation, parseName('connector', 'crm')));
}

/** Runs a generated file with nothing of the outside, and gives its exports. Throws when it is no program. */
function evaluate(path: string, source: string): Record<string, unknown> {
  const { outputText, diagnostics } = ts.transpileModule(source, {
    fileName: path,
    reportDiagnostics: true,
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  expect(diagnostics?.map(({ messageText }) => messageText)).toEqual([]);
  const nothing: unknown = new Proxy(() => undefined, {
    get: (_, name) => (name === Symbol.toPrimitive ? () => 'nothing' : nothing),
    apply: () => nothing,
  });
  const exports: Record<string, unknown> = {};
  const globals = {
    exports,
    require: (name: string) => (name === 'zod' ? { z } : toModule(name)),
    URLSearchParams,
  };
  const toModule = (name: string) =>
    name.endsWith('connection.schema.ts')
      ? { connectionInput: z.unknown() }
      : name.endsWith('-client.ts')
        ? { callCrm: (request: unknown) => request }
        : nothing;
  const context = createContext(globals);
  const before = Object.getOwnPropertyNames(runInContext('globalThis', context));
  runInContext(`(() => {${outputText}\n})()`, context, { timeout: 5_000 });
  expect(Object.getOwnPropertyNames(runInContext('globalThis', context))).toEqual(before);
  return exports;
}

const PIECES = [
  ...[
    '*/',
    '/*',
    '//',
    '**//',
    '\\',
    "'",
    '"',
    '`',
    '${',
    '}',
    '{',
    ')',
    ';',
    '\n',
    '\r',
    '\u2028',
    '\u2029',
  ],
  ...['globalThis.PWN=1', '*/globalThis.PWN=1;/*', "');globalThis.PWN=1;('", '`;globalThis.PWN=1;`'],
  ...[
    '${globalThis.PWN=1}',
    '__proto__',
    'constructor',
    '\0',
    '\ud800',
    '\u202e',
    '<script>',
    '|',
    '$&',
    '$1',
  ],
];
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 5 })), { maxLength: 8 })
  .map((parts) => parts.join(''));

const toDocument = (text: readonly string[]) => {
  const [path = '', name = '', words = '', value = '', property = '', operationId = ''] = text;
  const safePath = path.replaceAll(/[{}]/g, '');
  const node = {
    type: 'object',
    title: words,
    description: words,
    required: [property],
    properties: {
      [property]: { type: 'string', title: words, description: words, enum: [value, 'other'] },
      [`${property}2`]: { const: value },
      list: { type: 'array', items: { oneOf: [{ const: value }, { type: 'string', pattern: value }] } },
    },
  };
  return {
    openapi: '3.0.3',
    info: { title: words, version: value },
    tags: [{ name: value, description: words }],
    paths: {
      [`/x${safePath}/{id}`]: {
        post: {
          ...(operationId === '' ? {} : { operationId }),
          summary: words,
          description: words,
          tags: [value],
          parameters: [
            {
              name: 'id',
              in: 'path',
              required: true,
              description: words,
              schema: { type: 'string', default: value },
            },
            { name: `q${name}`, in: 'query', required: true, description: words, schema: { enum: [value] } },
          ],
          requestBody: { required: true, content: { 'application/json': { schema: node } } },
          responses: { 200: { description: words, content: { 'application/json': { schema: node } } } },
        },
      },
    },
  };
};

test('whatever a document says, it becomes no code', async () => {
  let generated = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(hostile, { minLength: 6, maxLength: 6 }), async (text) => {
      // A document may be refused, with an error that says why.
      const all = await generate(toDocument(text)).catch((error: unknown) => {
        expect(error).toBeInstanceOf(Error);
        return [];
      });
      for (const { files } of all) {
        for (const { path, content } of files) {
          generated += 1;
          expect(path).toMatch(/^src\/[a-z0-9-]+(\.schema|\.test)?\.ts$/);
          evaluate(path, content);
        }
      }
    }),
    { numRuns: 150 },
  );
  expect(generated).toBeGreaterThan(100);
});

test.each([
  '/x**//;globalThis.PWN=1;/*',
  '/x*/;globalThis.PWN=1;/*',
  '/x\u2028*/globalThis.PWN=1//',
  '/x`+(globalThis.PWN=1)+`',
])('the path %j is a text', async (path) => {
  const answer = { description: 'ok' };
  const [made] = await generate({
    openapi: '3.0.3',
    info: { title: 'a', version: '1' },
    paths: { [path]: { get: { operationId: 'getX', responses: { 200: answer } } } },
  });
  const asked: unknown[] = [];
  for (const { path: name, content } of made!.files) {
    const exports = evaluate(name, content);
    const run = exports['getX'];
    if (typeof run === 'function') asked.push(await (run as (input: object) => Promise<unknown>)({}));
  }
  expect(asked).toMatchObject([{ method: 'GET', path }]);
});

interface GeneratedInput {
  readonly shape: Readonly<Record<string, z.ZodType>>;
  safeParse(value: unknown): { readonly success: boolean };
}

test('a value and the name of a property stay exactly what they are', async () => {
  const value = ' a  "b"\\\'\u2028`${c}` ';
  const text = ['', '', '', value, '__proto__', 'sendIt'];
  const [made] = await generate(toDocument(text));
  const { content } = made!.files.find(({ path }) => path === 'src/send-it.schema.ts')!;
  const { sendItInput } = evaluate('send-it.schema.ts', content) as { sendItInput: GeneratedInput };
  const input = (q: string) => ({
    connection: 1,
    id: 'a',
    q,
    body: JSON.parse(`{"__proto__": ${JSON.stringify(value)}}`) as unknown,
  });
  expect(sendItInput.safeParse(input('other')).success).toBe(false);
  expect(sendItInput.shape['q']?.safeParse(value).success).toBe(true);
});

describe('a document is refused', () => {
  const minimal = (more: object) => ({ openapi: '3.0.3', info: { title: 'a', version: '1' }, ...more });
  const withSchema = (schema: unknown, components: object = {}) =>
    minimal({
      paths: {
        '/a': {
          get: {
            operationId: 'getA',
            responses: { 200: { description: '', content: { 'application/json': { schema } } } },
          },
        },
      },
      components,
    });

  it.each([
    ['@evil.example/', 'does not begin with /'],
    ['/a/{b}', 'which is none of its parameters'],
    ['/a/{`}', 'which is none of its parameters'],
  ])('with the path %s', async (path, reason) => {
    const document = minimal({ paths: { [path]: { get: { operationId: 'getA', responses: {} } } } });
    await expect(generate(document)).rejects.toThrow(reason);
  });

  it.each(['then', 'crm', 'callCrm', 'encodePathSegment', 'eval', 'arguments', 'delete'])(
    'with an operation called %s',
    async (operationId) => {
      const document = minimal({ paths: { '/a': { get: { operationId, responses: {} } } } });
      await expect(generate(document)).rejects.toThrow(/cannot be|is not valid|is a reserved word/);
    },
  );

  it('whose references stand for more than fits', async () => {
    const schemas = Object.fromEntries(
      Array.from({ length: 10 }, (_, level) => [
        `s${level}`,
        {
          type: 'object',
          properties: Object.fromEntries(
            Array.from({ length: 10 }, (__, n) => [`p${n}`, { $ref: `#/components/schemas/s${level + 1}` }]),
          ),
        },
      ]),
    );
    const document = withSchema({ $ref: '#/components/schemas/s0' }, { schemas: { ...schemas, s10: {} } });
    await expect(generate(document)).rejects.toThrow('more than 200000 objects');
  });

  it('whose names in YAML do so', async () => {
    const lists = Array.from(
      { length: 9 },
      (_, n) =>
        `a${n}: &a${n} [${Array(9)
          .fill(n === 0 ? 'x' : `*a${n - 1}`)
          .join(', ')}]`,
    );
    await expect(generate(`openapi: 3.0.3\n${lists.join('\n')}\npaths: {}\n`)).rejects.toThrow(
      /cannot be read as OpenAPI/,
    );
    await expect(generate('openapi: 3.0.3\npaths: &a\n  /x: *a\n')).rejects.toThrow(
      /cannot be read as OpenAPI/,
    );
  });

  it('that is deeper than anybody writes', async () => {
    const deep = `${'{"items":'.repeat(5_000)}{}${'}'.repeat(5_000)}`;
    await expect(generate(JSON.stringify(withSchema('DEEP')).replace('"DEEP"', deep))).rejects.toThrow(
      /cannot be read as OpenAPI/,
    );
  });

  it('a schema that holds itself is not: it is left open there', async () => {
    const node = { type: 'object', properties: { next: { $ref: '#/components/schemas/node' } } };
    const [made] = await generate(withSchema({ $ref: '#/components/schemas/node' }, { schemas: { node } }));
    expect(made?.files[0]?.content).toContain('next: z.unknown()');
  });

  it.each(['/etc/hostname', 'file:///etc/hostname', '../outside.json', 'link.json', 'secret.txt'])(
    'with a reference to the file %s',
    async (file) => {
      writeFileSync(join(folder, 'secret.txt'), '{"description": "MARKER"}');
      writeFileSync(join(folder, '../outside.json'), '{"description": "MARKER"}');
      rmSync(join(folder, 'link.json'), { force: true });
      symlinkSync('/etc/hostname', join(folder, 'link.json'));
      await expect(generate(withSchema({ $ref: file }))).rejects.toThrow('cannot be read as OpenAPI');
      rmSync(join(folder, '../outside.json'));
    },
  );
});
