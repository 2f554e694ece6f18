import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { listPackages, type WorkspacePackage } from './list-packages.ts';
import { renderPicture, renderTable } from './render-architecture.ts';

const packages: readonly WorkspacePackage[] = [
  {
    layer: 'sdk',
    folder: 'packages/sdk/json',
    name: '@jobwright/json',
    description: 'Reads JSON | writes it.',
    dependencies: [],
  },
  {
    layer: 'clients',
    folder: 'packages/clients/http-client',
    name: '@jobwright/http-client',
    description: 'Outbound HTTP.',
    dependencies: ['@jobwright/json'],
  },
  {
    layer: 'clients',
    folder: 'packages/clients/mail-client',
    name: '@jobwright/mail-client',
    description: 'Mail.',
    dependencies: ['@jobwright/json', '@jobwright/http-client'],
  },
];

test('the picture has a box for each layer and one arrow for each pair of layers', () => {
  const picture = renderPicture(packages);
  expect(picture).toContain('clients["<b>clients</b><br/>http-client<br/>mail-client"]');
  expect(picture.split('\n').filter((line) => line.includes('-->'))).toEqual(['  clients --> sdk']);
});

test('the table names each layer once and keeps its columns', () => {
  expect(renderTable(packages).split('\n')).toEqual([
    '| layer | package | what it is |',
    '| --- | --- | --- |',
    '| sdk | [@jobwright/json](../packages/sdk/json) | Reads JSON \\| writes it. |',
    '| clients | [@jobwright/http-client](../packages/clients/http-client) | Outbound HTTP. |',
    '|  | [@jobwright/mail-client](../packages/clients/mail-client) | Mail. |',
  ]);
});

test('each package of this workspace stands in a layer and depends on layers below its own only', () => {
  const listed = listPackages(fileURLToPath(new URL('../../../../', import.meta.url)));
  expect(listed.map(({ name }) => name)).toContain('jobwright');
  const connectors = listed.filter(({ layer }) => layer === 'connectors');
  const layers = new Map(listed.map(({ name, layer }) => [name, layer]));
  expect(connectors.length).toBeGreaterThanOrEqual(5);
  for (const { dependencies } of connectors)
    for (const name of dependencies) expect(['sdk', 'clients']).toContain(layers.get(name));
});
