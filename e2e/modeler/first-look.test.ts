import { type Modeler, openModeler } from '@jobwright/modeler';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { hybridTemplates, ownTemplates } from './testing/template-files.ts';

// What somebody sees first: what a search finds, and which groups are open before any was clicked.
const current = [...ownTemplates, ...hybridTemplates].map(({ template }) => template);

let modeler: Modeler;
beforeAll(async () => {
  modeler = await openModeler();
  await modeler.loadTemplates(current);
});
beforeEach(async () => {
  await modeler.newDiagram('process');
  await modeler.selectElement('task');
});
afterAll(() => modeler.close());

test.each([
  ['REST call', ['HTTP endpoint']],
  ['GraphQL', ['HTTP endpoint', 'GraphQL query']],
  ['Email', ['Operation', 'Authentication', 'Send email', 'Protocol']],
  ['Generate PDF', ['Content', 'Document']],
  ['Update customer data', ['Operation', 'Connection', 'Customer', 'Changes']],
])('of %s shows the groups that have to be filled in: %j', async (template, groups) => {
  const steps = current.find(({ name }) => name === template)?.steps;
  await modeler.chooseTemplate(template, steps?.[0]?.name);
  expect(await modeler.panel.listOpenGroups()).toEqual(groups);
});

test('a ready template of a PDF starts with an example of its data', async () => {
  const { panel } = modeler;
  const data = { group: 'Content', label: 'Data of the template' };
  await modeler.chooseTemplate('Generate PDF');
  await panel.fillField({ group: 'Content', label: 'Made of' }, 'Ready template');
  await panel.fillField({ group: 'Content', label: 'Template' }, 'Invoice');
  expect(await panel.readField(data)).toMatch(/^=\{\s+number: "R-2026-001",/);
  await panel.fillField({ group: 'Content', label: 'Template' }, 'Certificate');
  expect(await panel.readField(data)).toMatch(/^=\{\s+title: "Certificate",/);
  expect(await panel.listErrors()).toEqual([]);
  expect(await modeler.saveDiagram()).toContain('Head of Training');
});

test.each([
  ['bill', 'Generate PDF'],
  ['rechnung', 'Generate PDF'],
  ['word', 'Generate PDF'],
  ['attachment', 'Send an email (SMTP)'],
  ['Anhang', 'Send an email (SMTP)'],
  ['webhook', 'REST call'],
  ['Schnittstelle', 'REST call'],
  ['kunde', 'Update a customer'],
  ['Abfrage', 'GraphQL'],
])('finds by "%s" %s, and says which one is hybrid', async (word, name) => {
  const found = await modeler.searchTemplates(word);
  expect(found).toContain(name);
  const ofHybrid = found.filter((each) => each.startsWith('Hybrid'));
  expect(ofHybrid).toHaveLength(found.length / 2);
  expect(new Set(found).size).toBe(found.length);
});
