import { type Names, type RenderedFile, parseName } from '@jobwright/create-connector';
import type { ApiOperation, ApiParameter } from './read-document.ts';
import type { SchemaNode } from './schema-node.ts';
import { makeSample } from './make-sample.ts';
import { renderComment, renderJson, renderKey, renderLiteral, renderTemplateText } from './source-text.ts';
import { renderField, renderZodSource } from './render-zod-source.ts';

export interface ApiOperationFiles {
  readonly operation: Names;
  readonly files: readonly RenderedFile[];
}

interface Parameter extends ApiParameter {
  /** Name of the input. */
  readonly input: string;
}

/** Renders schema, operation and test for one operation of a document. */
export function renderApiOperation(api: ApiOperation, connector: Names): ApiOperationFiles {
  const operation = parseName('operation name', nameOperation(api));
  checkName(operation, connector);
  const parameters = api.parameters.map((each) => ({ ...each, input: nameInput(each.name) }));
  checkInputs(api, parameters);
  const answer = api.answer ?? {};
  return {
    operation,
    files: [
      {
        path: `src/${operation.kebab}.schema.ts`,
        content: renderSchema({ api, operation, parameters, answer }),
      },
      { path: `src/${operation.kebab}.ts`, content: renderRun({ api, operation, parameters, connector }) },
      {
        path: `src/${operation.kebab}.test.ts`,
        content: renderTest({ api, operation, parameters, answer, connector }),
      },
    ],
  };
}

/** Names of what the files of an operation import. */
function checkName({ camel }: Names, connector: Names): void {
  const taken = [connector.camel, `call${connector.pascal}`, 'encodePathSegment', 'then'];
  if (!taken.includes(camel)) return;
  throw new Error(`The operation cannot be named ${camel}: give it another operationId`);
}

function checkInputs({ method, path }: ApiOperation, parameters: readonly Parameter[]): void {
  const seen = new Set<string>();
  for (const { input } of parameters) {
    if (seen.has(input))
      throw new Error(`${method} ${path} has two parameters that would become the input ${input}`);
    seen.add(input);
  }
}

interface Rendering {
  readonly api: ApiOperation;
  readonly operation: Names;
  readonly parameters: readonly Parameter[];
}

function renderSchema({
  api,
  operation,
  parameters,
  answer,
}: Rendering & { readonly answer: SchemaNode }): string {
  const { camel, pascal } = operation;
  const fields = parameters.map(({ input, name, required, description, schema, ...parameter }) => {
    const described = { ...schema, description: description ?? schema.description };
    const field = renderField(name, described, { required, direction: 'input' });
    const isText = parameter.in === 'path' && field.startsWith('z.string()');
    return `${input}: ${isText ? field.replace('z.string()', 'z.string().regex(PATH_SEGMENT)') : field},`;
  });
  const body =
    api.body === undefined
      ? []
      : [
          `body: ${renderField('body', api.body.schema, { required: api.body.required, direction: 'input' })},`,
        ];
  const pattern = fields.some((field) => field.includes('PATH_SEGMENT'))
    ? '/** Dots alone would lead to another path. */\nconst PATH_SEGMENT = /^(?!\\.{0,2}$)/;\n'
    : '';
  return `import { z } from 'zod';
import { connectionInput } from './connection.schema.ts';

${pattern}
/** Every input has a title: it is the label in the modeler. */
export const ${camel}Input = z.object({
  connection: connectionInput,
  ${[...fields, ...body].join('\n  ')}
});

/** What is needed of the answer, and no more. */
export const ${camel}Output = ${renderZodSource(answer, 'output')};

/** The inputs, checked and with defaults. */
export type ${pascal}Input = z.output<typeof ${camel}Input>;
/** What the process gets. */
export type ${pascal}Output = z.output<typeof ${camel}Output>;
`;
}

function renderRun({
  api,
  operation,
  parameters,
  connector,
}: Rendering & { readonly connector: Names }): string {
  const { camel, pascal, kebab } = operation;
  const queries = parameters.filter((each) => each.in === 'query');
  const path = api.path
    .split(/(\{[^}]*\})/)
    .map((part) => (/^\{[^}]*\}$/.test(part) ? renderSegment(part.slice(1, -1)) : renderTemplateText(part)))
    .join('');
  const setters = queries.map(({ input, name, schema, required }) => {
    if (schema.type === 'array') {
      return `for (const value of input.${input}${required ? '' : ' ?? []'}) query.append(${renderLiteral(name)}, String(value));`;
    }
    const set = `query.set(${renderLiteral(name)}, String(input.${input}));`;
    return required ? set : `if (input.${input} !== undefined) ${set}`;
  });
  const query = queries.length === 0 ? '' : `const query = new URLSearchParams();\n${setters.join('\n')}\n`;
  const usesSegments = path.includes('${encodePathSegment(');
  return `import type { OperationContext } from '@jobwright/connector-sdk';${usesSegments ? "\nimport { encodePathSegment } from '@jobwright/http-client';" : ''}
import { type ${pascal}Input, ${camel}Output, type ${pascal}Output } from './${kebab}.schema.ts';
import { call${connector.pascal} } from './${connector.kebab}-client.ts';

/** \`${api.method} ${renderComment(api.path)}\` */
export async function ${camel}(input: ${pascal}Input, context: OperationContext): Promise<${pascal}Output> {
  ${query}return call${connector.pascal}({
    connection: input.connection,
    method: '${api.method}',
    path: \`${path}${queries.length === 0 ? '' : '?${query.toString()}'}\`,${api.body === undefined ? '' : '\n    body: input.body,'}
    answer: ${camel}Output,
  }, context);
}
`;
}

function renderTest({
  api,
  operation,
  parameters,
  answer,
  connector,
}: Rendering & { readonly answer: SchemaNode; readonly connector: Names }): string {
  const { camel } = operation;
  const samples = parameters
    .filter(({ required }) => required)
    .map((each) => ({ ...each, sample: makeSample(each.schema) }));
  const body = api.body?.required === true ? makeSample(api.body.schema) : undefined;
  const path = api.path.replaceAll(/\{([^}]+)\}/g, (_, name: string) =>
    encodeURIComponent(String(samples.find((each) => each.in === 'path' && each.name === name)?.sample)),
  );
  const query = new URLSearchParams(
    samples
      .filter((each) => each.in === 'query')
      .flatMap(({ name, sample }) => [sample].flat().map((value): [string, string] => [name, String(value)])),
  );
  const hasQuery = parameters.some((each) => each.in === 'query');
  const input = [
    ...samples.map(({ input, sample }) => `${renderKey(input)}: ${renderJson(sample)},`),
    ...(body === undefined ? [] : [`body: ${renderJson(body)},`]),
  ].join('\n');
  const url = `${path}${hasQuery && query.size > 0 ? `?${query.toString()}` : ''}`;
  return `import { runConnector } from '@jobwright/connector-testing';
import { createOutboundNetwork } from '@jobwright/http-client';
import { expect, test } from 'vitest';
import { ${connector.camel} } from './connector.ts';
import { connectionTo, isAuthorized, secrets, startService } from './testing/service.ts';

const headers = { operation: '${camel}', resultVariable: 'result' };

test('${camel} asks the service as its document says', async () => {
  const answer = ${renderJson(makeSample(answer))};
  const server = await startService(() => ({ body: JSON.stringify(answer) }));
  const input = {
    connection: connectionTo(server.origin),
    ${input}
  };
  const { outcome } = await runConnector(${connector.camel}, input, { headers, secrets });
  expect(outcome).toEqual({ kind: 'complete', variables: { result: answer } });
  const [request] = server.requests;
  expect(server.requests.map(isAuthorized)).toEqual([true]);
  expect(request?.method).toBe('${api.method}');
  expect(request?.url).toBe(${renderLiteral(url)});
  expect(request?.body).toBe(${body === undefined ? "''" : 'JSON.stringify(input.body)'});
});

test('${camel} reaches nothing that the network of whoever runs it closes', async () => {
  const server = await startService(() => ({ body: '{}' }));
  const network = createOutboundNetwork({ mode: 'hardened' });
  const input = {
    connection: connectionTo(server.origin),
    ${input}
  };
  const { outcome } = await runConnector(${connector.camel}, input, { headers, secrets, network });
  expect(outcome).toMatchObject({ kind: 'fail', retries: 0, variables: { error: { code: 'HTTP_BLOCKED' } } });
  expect(server.requests).toEqual([]);
});

test('${camel} sends nothing without what it needs', async () => {
  const { outcome } = await runConnector(${connector.camel}, {}, { headers });
  expect(outcome).toMatchObject({ kind: 'fail', retries: 0, variables: { error: { code: 'INPUT_INVALID' } } });
});
`;
}

const renderSegment = (name: string): string =>
  `\${encodePathSegment(String(input.${nameInput(name)}), ${renderLiteral(nameInput(name))})}`;

function nameOperation({ operationId, method, path }: ApiOperation): string {
  const words = (text: string): string => text.replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '');
  return words(operationId ?? `${method.toLowerCase()}-${path.replaceAll('{', 'by-')}`);
}

function nameInput(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const camel = words
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('');
  const safe = /^[A-Za-z]/.test(camel) ? camel : `parameter${camel}`;
  return ['connection', 'body'].includes(safe) ? `${safe}Parameter` : safe;
}
