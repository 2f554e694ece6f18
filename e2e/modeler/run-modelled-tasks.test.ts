import type { ElementTemplate } from '@jobwright/element-templates';
import { type Modeler, openModeler } from '@jobwright/modeler';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTemplateWorld, type TemplateWorld } from '../src/testing/template-world.ts';
import { fillIn } from './testing/fill-in.ts';
import type { Values } from './testing/shown-properties.ts';
import { hybridTemplates, ownTemplates, releasedTemplates } from './testing/template-files.ts';

// What a modeler draws and saves in the browser is deployed as it is and does its work.
const toHybridType = (name: string): string => `hybrid:${name}:${process.pid}`;
const current = [...ownTemplates, ...hybridTemplates].map(({ template }) => template);

interface ModelledTask {
  readonly id: string;
  readonly template: ElementTemplate;
  readonly values: Values;
}

let modeler: Modeler;
let world: TemplateWorld;
beforeAll(async () => {
  [modeler, world] = await Promise.all([openModeler(), startTemplateWorld((name) => [toHybridType(name)])]);
});
afterAll(async () => {
  await modeler.close();
  await world.close();
});

async function model({ template, values, id }: ModelledTask): Promise<void> {
  await modeler.newDiagram(id);
  await modeler.selectElement('task');
  await modeler.chooseTemplate(template.name, template.steps?.[0]?.name);
  await fillIn(modeler.panel, template, values);
}

async function save(): Promise<string> {
  expect(await modeler.panel.listErrors()).toEqual([]);
  return modeler.saveDiagram();
}

test.each([...ownTemplates, ...hybridTemplates])(
  '$file is chosen, filled in, saved and run',
  async (file) => {
    const { name, template } = file;
    const { values, variables, expectResult } = world.toCase(name);
    const id = `${template.id}-${process.pid}`;
    const jobType = hybridTemplates.includes(file) ? { taskType: toHybridType(name) } : {};
    await modeler.loadTemplates(current);
    await model({ template, id, values: { ...values, ...jobType } });
    const xml = await save();
    expect(xml).toContain(`zeebe:modelerTemplate="${template.id}"`);
    await expectResult(await world.runProcess({ id, xml, variables }));
    expect(modeler.problems).toEqual([]);
  },
);

const outdated = releasedTemplates.flatMap(({ name, file, template }) => {
  const newer = ownTemplates.find((own) => own.template.id === template.id)?.template;
  return newer !== undefined && newer.version > template.version ? [{ name, file, template, newer }] : [];
});
test.each(outdated)('$file is filled in, updated in the panel, saved and run', async (file) => {
  const { name, template, newer } = file;
  const { values, variables, expectResult } = world.toCase(name);
  const id = `updated-${template.id}-${process.pid}`;
  await modeler.loadTemplates([template]);
  await model({ template, id, values });
  await modeler.loadTemplates([template, newer]);
  await modeler.updateTemplate();
  const xml = await save();
  expect(xml).toContain(`zeebe:modelerTemplateVersion="${newer.version}"`);
  await expectResult(await world.runProcess({ id, xml, variables }));
});
