import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing.js';
import { beforeEach, expect, test } from 'vitest';
import type { Tree } from '@nx/devkit';
import { connectorGenerator } from '../connector-generator.ts';
import { fromOpenapiGenerator } from '../from-openapi-generator.ts';

const document = join(import.meta.dirname, '../testing/crm.openapi.yaml');
let tree: Tree;

beforeEach(async () => {
  tree = createTreeWithEmptyWorkspace();
  await connectorGenerator(tree, { name: 'crm', skipInstall: true });
});

const generate = (...paths: string[]) => fromOpenapiGenerator(tree, { document, connector: 'crm', paths });
const read = (file: string): string => tree.read(`packages/connectors/crm/${file}`, 'utf8') ?? '';

test('a chosen operation gets typed input and output; a schema that holds itself stays open there', async () => {
  await generate('GET /customers/{customer-id}');
  const schema = read('src/get-customer.schema.ts').replaceAll(/\s+/g, '');
  expect(schema).toContain(
    `expand:z.array(z.literal(['orders','notes'])).optional().meta({title:'Expand'})`.replaceAll(' ', ''),
  );
  expect(schema).toContain("version:z.int().min(1).meta({title:'Version'})");
  expect(schema).toContain('id:z.union([z.int(),z.bigint()])');
  expect(schema).toContain('parent:z.unknown().optional()');
  expect(read('src/get-customer.ts')).toContain(
    "${encodePathSegment(String(input.customerId), 'customerId')}",
  );
  expect(read('src/connector.ts')).toContain('getCustomer: defineOperation(');
  expect(read('src/index.ts')).toContain('type GetCustomerOutput');
  expect(tree.exists('packages/connectors/crm/src/customers-create.ts')).toBe(false);
});

test('a path alone means all its methods', async () => {
  await generate('/customers/{customer-id}');
  expect(read('src/connector.ts')).toMatch(/getCustomer: .*deleteCustomersByCustomerId: /s);
});

test.each([
  [['getNothing', 'GET /customers/{customer-id}'], 'has no getNothing'],
  [[], 'has no operation chosen'],
  [['uploadPhoto'], 'The body of POST /photos is image/png: only JSON can be generated'],
])('%j is refused with what to do', async (paths, message) => {
  await expect(generate(...paths)).rejects.toThrow(message);
});

test('an operation that is there already is not overwritten', async () => {
  await generate('GET /customers/{customer-id}');
  await expect(generate('GET /customers/{customer-id}')).rejects.toThrow(
    'get-customer.schema.ts already exists',
  );
});

test('a file that is no OpenAPI 3 document is refused by its name', async () => {
  const file = join(tree.root, '..', 'old.json');
  await expect(
    fromOpenapiGenerator(tree, { document: file, connector: 'crm', paths: ['/a'] }),
  ).rejects.toThrow('old.json cannot be read as OpenAPI');
  const folder = await mkdtemp(join(tmpdir(), 'jobwright-openapi-'));
  const wrong = join(folder, 'swagger.json');
  await writeFile(wrong, '{"swagger": "2.0", "info": {"title": "a", "version": "1"}, "paths": {}}');
  await expect(
    fromOpenapiGenerator(tree, { document: wrong, connector: 'crm', paths: ['/a'] }),
  ).rejects.toThrow('cannot be read as OpenAPI 3');
  await rm(folder, { recursive: true });
});
