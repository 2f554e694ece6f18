import { join } from 'node:path';
import { type Modeler, openModeler } from './modeler.ts';
import { readCamunda7Templates, readTemplates, type Template } from './read-templates.ts';
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
  return [...paths, await takeCamunda7Screenshot(folder)];
}

/** One is enough to show how the modeler of Camunda 7 differs. */
async function takeCamunda7Screenshot(folder: string): Promise<string> {
  const templates = await readCamunda7Templates();
  const path = join(folder, 'camunda7-http-rest.png');
  const modeler = await openModeler({ engine: 'camunda7', templates, width: 820 });
  try {
    const template = templates.find(({ id }) => id === 'io.jobwright.http-rest.camunda7');
    if (template === undefined) throw new Error('There is no template for REST calls on Camunda 7');
    await setScene(modeler, template, SCENES['camunda7-http-rest']);
    await modeler.takeScreenshot(path);
    return path;
  } finally {
    await modeler.close();
  }
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
