import { readdirSync, readFileSync } from 'node:fs';
import { isJsonObject } from '@jobwright/json';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { createConfigurationJsonSchema } from './configuration-json-schema.ts';
import { configurationSchema } from './configuration.schema.ts';

const root = new URL('../../../../../', import.meta.url);
const schema = createConfigurationJsonSchema();
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);

/** What an editor would underline, as `path: message`. */
function findProblems(text: string): readonly string[] {
  validate(parse(text));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message ?? ''}`);
}

const sections = Object.keys(configurationSchema.shape);
/** The configurations in the pages of docs, and the files that are shipped. */
const examples = [
  ...readdirSync(new URL('docs', root))
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) =>
      [...readFileSync(new URL(`docs/${file}`, root), 'utf8').matchAll(/```yaml\n(.*?)```/gs)].flatMap(
        ([, text = ''], index) => {
          const value: unknown = parse(text);
          const keys = isJsonObject(value) ? Object.keys(value) : [];
          const isConfiguration =
            keys.some((key) => sections.includes(key)) && !keys.includes('configuration');
          return isConfiguration ? [{ name: `${file} ${index + 1}`, text }] : [];
        },
      ),
    ),
  ...['packages/app/jobwright/deploy/compose/config/jobwright.yaml'].map((name) => ({
    name,
    text: readFileSync(new URL(name, root), 'utf8'),
  })),
];

test('there are examples for most sections', () => {
  expect(examples.length).toBeGreaterThan(20);
});

test.each(examples)('an editor has nothing against $name', ({ text }) => {
  expect(findProblems(text)).toEqual([]);
});

test.each([
  ['a section that does not exist', 'job: { maxConcurrent: 5 }', 'additional properties'],
  ['a key that does not exist', 'jobs: { maxConcurent: 5 }', 'additional properties'],
  ['a key of another kind of cluster', 'cluster: { kind: camunda7, grpcAddress: grpc://a:1 }', '/cluster'],
  ['a method that does not exist', 'cluster: { auth: { method: oauth } }', '/cluster/auth/method'],
  ['a text as number', 'jobs: { maxConcurrent: many }', '/jobs/maxConcurrent: must be integer'],
  ['a number that is too small', 'jobs: { maxConcurrent: 0 }', '/jobs/maxConcurrent: must be >= 1'],
  ['another word', 'log: { level: verbose }', '/log/level: must be equal to one of the allowed values'],
  ['an address without protocol', 'cluster: { grpcAddress: "zeebe:26500" }', '/cluster/grpcAddress'],
  ['a store without its folder', 'secrets: { providers: [{ type: files }] }', "'directory'"],
  ['a cluster and clusters', 'cluster: {}\nclusters: [{ name: a }]', 'must NOT be valid'],
  ['clusters without names', 'clusters: [{ grpcAddress: grpc://a:1 }]', "'name'"],
])('an editor refuses %s', (_what, text, problem) => {
  expect(findProblems(text).join('\n')).toContain(problem);
});

test('what a variable can give need not be in the file', () => {
  expect(findProblems('cluster: { kind: camunda7, auth: { method: basic, username: u } }')).toEqual([]);
});

test('what only the command reads is not in it', () => {
  expect(JSON.stringify(schema)).not.toMatch(/"(?:variable|option|partedBy|needsRestart)":(?!\{)/);
});

test('an editor explains every key', () => {
  expect(listUndescribed(schema, '')).toEqual([]);
});

/** Keys with a value of their own that has no description. */
function listUndescribed(given: unknown, path: string): readonly string[] {
  if (!isJsonObject(given)) return [];
  const { properties, items, additionalProperties, anyOf, oneOf } = given;
  const own = isJsonObject(properties)
    ? Object.entries(properties).flatMap(([key, value]) => {
        const here = `${path}/${key}`;
        if (!isJsonObject(value)) return [];
        const isKnown =
          'description' in value || 'properties' in value || 'oneOf' in value || 'const' in value;
        return [...(isKnown || isCredential(path) ? [] : [here]), ...listUndescribed(value, here)];
      })
    : [];
  const inner = [items, additionalProperties, ...toList(anyOf), ...toList(oneOf)];
  return [...own, ...inner.flatMap((each) => listUndescribed(each, path))];
}

const toList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
/** `{ env }` and `{ file }` are explained where a credential is asked for. */
const isCredential = (path: string): boolean =>
  /\/(password|clientSecret|token|adminToken|accessKeyId|secretAccessKey|sessionToken)$/.test(path);
