import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkOfficialTemplates } from './check-official-templates.ts';
import { findOfficialParts, OFFICIAL_PACKAGE, readOfficialTemplates } from './official-templates.ts';
import { packSample } from './testing/sample-package.ts';

const manifest = createRequire(import.meta.url).resolve(`${OFFICIAL_PACKAGE}/package.json`);
const folder = join(dirname(manifest), 'src/element-templates');
const official = readOfficialTemplates();
const read = (file: string) => readFileSync(join(folder, file));
const templates = JSON.parse(read('http-json-connector.json').toString()) as {
  icon?: { contents: string };
}[];
const find = (path: string, content: string | Buffer) =>
  findOfficialParts({ path, content: Buffer.from(content) }, official);

describe('what sneaks in is found', () => {
  test.each(readdirSync(folder).filter((name) => name.endsWith('.json')))('%s as it is', (file) => {
    expect(find('templates/rest.json', read(file))).toContainEqual(
      expect.stringContaining('templates/rest.json is the official template '),
    );
  });

  test('one version, written in another way', () => {
    expect(find('x.json', JSON.stringify(templates[0], null, 7)).join()).toContain(
      'is the official template',
    );
  });

  test('in code that a bundler made', () => {
    expect(find('dist/chunk.js', `var t=${JSON.stringify(templates[0])};`)).toEqual([
      expect.stringContaining('dist/chunk.js has a text of the official templates: '),
    ]);
  });

  test('a picture alone', () => {
    const icon = templates.flatMap((template) => template.icon?.contents ?? []).at(-1);
    expect(find('icon.ts', `export const icon = '${icon}';`)).toHaveLength(1);
  });

  test('the package itself', () => {
    expect(find(`node_modules/${OFFICIAL_PACKAGE}/README.md`, '')).toEqual([
      `node_modules/${OFFICIAL_PACKAGE}/README.md is of ${OFFICIAL_PACKAGE}`,
    ]);
  });

  test('in a package: as a file and as a dependency', () => {
    const packed = packSample(
      { dependencies: { [OFFICIAL_PACKAGE]: '1.0.29' } },
      { 'dist/data.js': `export const template = ${JSON.stringify(templates[0])}` },
    );
    expect(checkOfficialTemplates(packed, official)).toEqual([
      `dependency ${OFFICIAL_PACKAGE} must not be published: its licence is the vendor's`,
      expect.stringContaining('dist/data.js has a text of the official templates'),
    ]);
  });
});

describe('what is ours is not', () => {
  const ours = resolve(import.meta.dirname, '../../../../templates');
  test.each(readdirSync(ours).filter((name) => name.endsWith('.json')))('templates/%s', (file) => {
    expect(find(file, readFileSync(join(ours, file)))).toEqual([]);
  });

  test('the id of an official template that a text mentions', () => {
    expect(find('README.md', 'It takes over `io.camunda.connectors.HttpJson.v2` unchanged.')).toEqual([]);
    expect(find('ids.json', '{"id":"io.camunda.connectors.HttpJson.v2"}')).toEqual([]);
  });
});
