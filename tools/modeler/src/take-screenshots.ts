import { join } from 'node:path';
import { type Modeler, openModeler } from './modeler.ts';
import { readTemplates, type Template } from './read-templates.ts';
import { type Scene, SCENES } from './scenes.ts';

/** Writes pictures of the list of templates and of each template but the hybrid ones; gives their paths. */
export async function takeScreenshots(folder: string): Promise<readonly string[]> {
  const templates = await readTemplates();
  const modeler = await openModeler({ templates: [...templates.values()], width: 820 });
  const paths: string[] = [];
  const takeScreenshot = async (name: string) => {
    const path = join(folder, `${name}.png`);
    await modeler.takeScreenshot(path);
    paths.push(path);
  };
  try {
    await modeler.selectElement('task');
    await modeler.openTemplates();
    await takeScreenshot('choose-template');
    for (const [file, template] of templates) {
      if (file.endsWith('-hybrid')) continue;
      await setScene(modeler, template, SCENES[file]);
      await takeScreenshot(file);
    }
  } finally {
    await modeler.close();
  }
  return paths;
}

async function setScene(modeler: Modeler, template: Template, scene?: Scene): Promise<void> {
  const { panel } = modeler;
  await modeler.newDiagram('process');
  await modeler.nameElement('task', scene?.task ?? template.name);
  await modeler.selectElement('task');
  await modeler.chooseTemplate(template.name, template.steps?.[0]?.name);
  for (const [group, label, value] of scene?.fields ?? []) await panel.fillField({ group, label }, value);
  if (scene === undefined) await panel.listFields();
}
