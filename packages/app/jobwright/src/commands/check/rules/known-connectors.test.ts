import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { bundledConnectors } from '../../../connector-modules/bundled-connectors.ts';
import { readTemplateFacts } from '../facts/read-json-facts.ts';
import { checkText } from '../testing/check-text.ts';
import { createCatalog } from './catalog.ts';
import { AUTHENTICATION_TYPES } from './check-inputs.ts';
import { INBOUND, OUTBOUND } from './known-job-types.ts';
import { findKnownTemplate } from './known-templates.ts';

const folder = join(
  dirname(createRequire(import.meta.url).resolve('@camunda/connectors-element-templates/package.json')),
  'src/element-templates',
);
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
const published = files.flatMap((file) =>
  readTemplateFacts(readFileSync(join(folder, file), 'utf8')).parts.flatMap(({ elements }) => elements),
);
const catalog = createCatalog(new Map(bundledConnectors.map(({ type, name }) => [type, name])), {
  workers: [],
  topics: [],
});

test('every job type of the published templates has a connector here, or is known', () => {
  const types = new Set(published.flatMap(({ zeebe }) => zeebe.jobType ?? []));
  const fixed = [...types].filter((type) => !type.startsWith('='));
  expect(fixed.filter((type) => catalog.findConnector(type) === undefined).sort()).toEqual(
    [...OUTBOUND.keys()].sort(),
  );
});

test('every type of a published inbound template is known', () => {
  const types = new Set(published.flatMap(({ zeebe }) => zeebe.inboundType ?? []));
  expect([...types].sort()).toEqual([...INBOUND.keys()].sort());
});

test('the newest version of every published template that is served is known', () => {
  const newest = new Map<string, number>();
  for (const { zeebe } of published) {
    const { jobType, template } = zeebe;
    if (jobType === undefined || template === undefined || catalog.findConnector(jobType) === undefined)
      continue;
    newest.set(template.id, Math.max(newest.get(template.id) ?? 0, template.version ?? 0));
  }
  const known = [...newest.keys()].map((id) => [id, findKnownTemplate(id)?.version]);
  expect(known).toEqual([...newest]);
});

test.each(files)('%s has no template that cannot be checked', async (file) => {
  const { parts } = await checkText(readFileSync(join(folder, file), 'utf8'), { kind: 'template' });
  expect(parts.length).toBeGreaterThan(0);
});

test('the kinds of authentication are those of the official REST template', () => {
  const [newest] = z
    .array(z.object({ properties: z.array(z.looseObject({})) }))
    .parse(JSON.parse(readFileSync(join(folder, 'http-json-connector.json'), 'utf8')));
  const property = newest?.properties.find(({ id }) => id === 'authentication.type');
  const { choices } = z.object({ choices: z.array(z.object({ value: z.string() })) }).parse(property);
  expect(new Set(choices.map(({ value }) => value))).toEqual(AUTHENTICATION_TYPES);
});
