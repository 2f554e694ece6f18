import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Modeler, openModeler } from '@jobwright/modeler';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { toFieldName } from './testing/fill-in.ts';
import { listShown, toStartValues } from './testing/shown-properties.ts';
import {
  hybridTemplates,
  ownTemplates,
  releasedTemplates,
  type TemplateFile,
} from './testing/template-files.ts';
import { walkDropdowns } from './testing/walk-dropdowns.ts';

// What people meet who use the templates in a modeler.
const current = [...ownTemplates, ...hybridTemplates];
const toTemplates = (files: readonly TemplateFile[]) => files.map(({ template }) => template);

let modeler: Modeler;
beforeAll(async () => {
  modeler = await openModeler();
});
beforeEach(() => modeler.newDiagram('process'));
afterAll(() => modeler.close());

/** With its first step when it has some. */
async function applyTemplate(name: string): Promise<void> {
  const steps = current.find(({ template }) => template.name === name)?.template.steps;
  await modeler.selectElement('task');
  await modeler.chooseTemplate(name, steps?.[0]?.name);
}

describe('the modeler', () => {
  test('loads every template, and offers the current ones', async () => {
    expect(await modeler.loadTemplates(toTemplates(releasedTemplates))).toEqual([]);
    expect(await modeler.loadTemplates(toTemplates(current))).toEqual([]);
    await modeler.selectElement('task');
    expect(await modeler.listTemplates()).toEqual(current.map(({ template }) => template.name));
  });

  test('does not offer them for an older Camunda than 8.6', async () => {
    await modeler.loadTemplates(toTemplates(current));
    const xml = await modeler.saveDiagram();
    await modeler.openDiagram(
      xml.replace('executionPlatformVersion="8.6.0"', 'executionPlatformVersion="8.5.0"'),
    );
    await modeler.selectElement('task');
    expect(await modeler.listTemplates()).toEqual([]);
  });

  test('says what it has against a template', async () => {
    const [{ template }] = ownTemplates as [TemplateFile];
    const problems = await modeler.loadTemplates([{ ...template, properties: [{ type: 'Number' }] }]);
    expect(problems.join()).toMatch(/missing binding/);
  });
});

test.each(ownTemplates)('the picture of $name is in the docs: npm run update -- screenshots', ({ name }) => {
  const pictures = new URL('../../docs/modeler/', import.meta.url);
  expect(existsSync(new URL(`${name}.png`, pictures))).toBe(true);
});

describe('a task', () => {
  const url = { group: 'HTTP endpoint', label: 'URL' };

  test('shows what was filled in when its diagram is opened again', async () => {
    await modeler.loadTemplates(toTemplates(ownTemplates));
    await applyTemplate('REST call');
    await modeler.panel.fillField(url, '=base + "/orders"');
    const xml = await modeler.saveDiagram();
    await modeler.newDiagram('other');
    await modeler.openDiagram(xml);
    await modeler.selectElement('task');
    expect(await modeler.panel.readField(url)).toBe('=base + "/orders"');
  });

  test('keeps what was filled in when it changes from the official template to ours', async () => {
    const versions = createRequire(import.meta.url)(
      '@camunda/connectors-element-templates/src/element-templates/http-json-connector.json',
    ) as readonly { readonly version?: number }[];
    // The newest for Camunda 8.6.
    const official = versions.find(({ version }) => version === 12)!;
    expect(await modeler.loadTemplates([official, ...toTemplates(ownTemplates)])).toEqual([]);
    await applyTemplate('REST Outbound Connector');
    await modeler.panel.fillField(url, 'https://example.com/orders');
    await modeler.panel.fillField({ group: 'HTTP endpoint', label: 'Method' }, 'PUT');
    await modeler.chooseTemplate('REST call');
    expect(await modeler.panel.readField(url)).toBe('https://example.com/orders');
    expect(await modeler.panel.readField({ group: 'HTTP endpoint', label: 'Method' })).toBe('PUT');
    expect(await modeler.saveDiagram()).toContain('zeebe:modelerTemplate="io.jobwright.http-rest"');
  });
});

describe('the panel', () => {
  beforeEach(async () => {
    await modeler.loadTemplates(toTemplates(current));
  });

  test.each(ownTemplates)(
    'of $file has a name for each field, and asks for what is missing',
    async ({ template }) => {
      await applyTemplate(template.name);
      const names = (await modeler.panel.listFields()).map(({ group, label }) => `${group}: ${label}`);
      expect(new Set(names).size).toBe(names.length);
      const missing = listShown(template, toStartValues(template)).filter(
        ({ constraints, value }) => constraints?.notEmpty === true && value === undefined,
      );
      expect(await modeler.panel.listErrors()).toEqual(
        missing.map(({ label }) => `${label} must not be empty.`),
      );
      expect(modeler.problems).toEqual([]);
    },
  );

  const steps = ownTemplates.flatMap(({ file, template }) =>
    (template.steps ?? []).map(({ name, presetId }) => ({ file, template, name, presetId })),
  );
  test.each(steps)('of $file shows the fields of the step $name', async ({ template, name, presetId }) => {
    await modeler.selectElement('task');
    await modeler.chooseTemplate(template.name, name);
    const preset = template.presets?.find(({ id }) => id === presetId)?.properties;
    const shown = listShown(template, { ...toStartValues(template), ...preset });
    expect(await modeler.panel.listFields()).toEqual(shown.map((each) => toFieldName(template, each)));
  });

  test.each(ownTemplates)(
    'of $file shows for every choice the fields that go with it',
    async ({ template }) => {
      await applyTemplate(template.name);
      for (const { dropdown, choice, shown, expected } of await walkDropdowns(modeler, template)) {
        expect(shown, `${dropdown}: ${choice}`).toEqual(expected);
      }
    },
  );

  test.each([
    ['REST call', 'Authentication', 'Type', 'Basic', ['Username', 'Password'], []],
    [
      'REST call',
      'Authentication',
      'Type',
      'API key',
      ['API key location', 'API key name', 'API key value'],
      [],
    ],
    [
      'REST call',
      'HTTP endpoint',
      'Method',
      'POST',
      ['Body', 'Idempotency header', 'Ignore null values'],
      [],
    ],
    ['Email', 'Authentication', 'Authentication', 'None', [], ['Username', 'Password']],
    ['Email', 'Send email', 'Content type', 'HTML', ['HTML content'], ['Text content']],
  ])('of %s: with %s, %s, %s, come %j and go %j', async (template, group, label, option, come, go) => {
    await applyTemplate(template);
    const listLabels = async () => (await modeler.panel.listFields()).map((field) => field.label);
    const before = await listLabels();
    const usual = await modeler.panel.readField({ group, label });
    await modeler.panel.fillField({ group, label }, option);
    const after = await listLabels();
    expect(after.filter((each) => !before.includes(each))).toEqual(come);
    expect(before.filter((each) => !after.includes(each))).toEqual(go);
    await modeler.panel.fillField({ group, label }, usual);
    expect(await listLabels()).toEqual(before);
  });

  test.each([
    ['REST call', 'HTTP endpoint', 'URL', 'ftp://example.com', 'URL must start with http:// or https://'],
    ['REST call', 'HTTP endpoint', 'Headers', '={"Accept": }', 'Unparsable FEEL expression.'],
    [
      'REST call',
      'Advanced',
      'Read timeout in seconds',
      -1,
      'Read timeout in seconds must be a number, 0 or more',
    ],
    [
      'Generate PDF',
      'Document',
      'Language',
      'German, please',
      'Language must be a language tag such as en or de-AT',
    ],
    ['Generate PDF', 'Document', 'Language', 'German', 'Language must be a language tag such as en or de-AT'],
    [
      'Generate PDF',
      'Layout',
      'Margin',
      '2 centimetres',
      'Margin must be points such as 50, or a length such as 20mm, 2cm or 1in',
    ],
    ['Email', 'Retries', 'Retries', 'three', 'Retries must be a whole number, e.g. 3'],
    [
      'Email',
      'Retries',
      'Retry backoff',
      '30 seconds',
      'Retry backoff must be an ISO 8601 duration, e.g. PT30S for 30 seconds',
    ],
    [
      'GraphQL',
      'Retries',
      'Job timeout',
      '5 min',
      'Job timeout must be an ISO 8601 duration, e.g. PT30S for 30 seconds',
    ],
  ])('of %s: %s, %s does not take %s: %s', async (template, group, label, value, error) => {
    await applyTemplate(template);
    expect(await modeler.panel.listErrors()).not.toContain(error);
    await modeler.panel.fillField({ group, label }, value);
    await expect.poll(() => modeler.panel.listErrors()).toContain(error);
  });
});
