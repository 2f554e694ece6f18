import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundledConnectors } from 'jobwright';
import { type Connector, defineConnector } from '@jobwright/connector-sdk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkTemplates } from './check-templates.ts';
import type { Places } from './expected-files.ts';
import { releaseTemplates, updateTemplates } from './update-templates.ts';

const name = z.string().meta({ title: 'Name' });
const toGreet = (version: number, more: z.ZodRawShape = {}): Connector =>
  defineConnector({
    type: 'acme:greet:1',
    name: 'Greet',
    template: { id: 'acme.greet', version },
    input: z.object({ name, ...more }),
    output: z.unknown(),
    run: () => Promise.resolve(null),
  });
const polite = { polite: z.boolean().default(false).meta({ title: 'Polite' }) };

let folder: string;
let places: Places;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'templates-'));
  places = { templates: join(folder, 'templates'), page: join(folder, 'templates.md') };
  await updateTemplates([toGreet(1)], places);
  await releaseTemplates([toGreet(1)], places);
});
afterEach(() => rm(folder, { recursive: true }));

const problemsOf = async (connectors: readonly Connector[]) =>
  (await checkTemplates(connectors, places)).join('\n');
const inTemplates = (path: string) => join(places.templates, path);

describe('checkTemplates', () => {
  it('finds the files of this repository current', async () => {
    const root = new URL('../../../../', import.meta.url);
    const real = {
      templates: fileURLToPath(new URL('templates', root)),
      page: fileURLToPath(new URL('docs/templates.md', root)),
    };
    expect(await checkTemplates(bundledConnectors, real)).toEqual([]);
  });

  it('is content with what was just written', async () => {
    expect(await problemsOf([toGreet(1)])).toBe('');
    expect(await updateTemplates([toGreet(1)], places)).toEqual([]);
  });

  it('finds a connector that changed without its template', async () => {
    const problems = await problemsOf([toGreet(1, polite)]);
    expect(problems).toMatch(/greet\.json is not what the connectors say: run "npm run update -- templates"/);
    expect(problems).toMatch(/greet\.json: it differs from released version 1: raise the version to 2/);
  });

  it('finds a released version that was edited, even together with the current one', async () => {
    await updateTemplates([toGreet(1, polite)], places);
    const released = await readFile(inTemplates('greet.json'), 'utf8');
    expect(await problemsOf([toGreet(1, polite)])).toMatch(/raise the version to 2/);
    await writeFile(inTemplates('released/greet-1.json'), released.replace('acme:greet:1', 'acme:greet:2'));
    expect(await problemsOf([toGreet(1, polite)])).toMatch(
      /its job type is acme:greet:1, that of released version 1/,
    );
  });

  it('lets a new version follow, and keeps the old one', async () => {
    await updateTemplates([toGreet(2, polite)], places);
    expect(await problemsOf([toGreet(2, polite)])).toBe('');
    await releaseTemplates([toGreet(2, polite)], places);
    expect(await problemsOf([toGreet(2, polite)])).toBe('');
    expect(JSON.parse(await readFile(inTemplates('released/greet-1.json'), 'utf8'))).toMatchObject({
      version: 1,
    });
    expect(JSON.parse(await readFile(inTemplates('released/greet-2.json'), 'utf8'))).toMatchObject({
      version: 2,
    });
  });

  it('finds files without a connector, missing ones and wrong names', async () => {
    expect(await problemsOf([])).toMatch(/its connector is gone, but models use it/);
    await rename(inTemplates('hybrid/greet-hybrid.json'), inTemplates('hybrid/other.json'));
    await rename(inTemplates('released/greet-1.json'), inTemplates('released/greet-7.json'));
    const problems = await problemsOf([toGreet(1)]);
    expect(problems).toMatch(/hybrid\/greet-hybrid\.json is missing/);
    expect(problems).toMatch(/hybrid\/other\.json belongs to no connector/);
    expect(problems).toMatch(/greet-7\.json: its version is 1/);
  });

  it('lets no template of a file for Camunda 7 go', async () => {
    const file = inTemplates('released/camunda7/greet-1.json');
    const released = await readFile(file, 'utf8');
    expect(JSON.parse(released)).toMatchObject([{ id: 'acme.greet.camunda7', version: 1 }]);
    const both = [...JSON.parse(released), { ...JSON.parse(released)[0], id: 'acme.greet.camunda7.loud' }];
    await writeFile(file, JSON.stringify(both));
    expect(await problemsOf([toGreet(1)])).toBe(
      'templates/camunda7/greet.json: template acme.greet.camunda7.loud of released version 1 is gone',
    );
  });

  it('does not release what may not follow', async () => {
    await expect(releaseTemplates([toGreet(1, polite)], places)).rejects.toThrow(/raise the version to 2/);
  });
});
