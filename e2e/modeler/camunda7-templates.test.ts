import type { Camunda7Template } from '@jobwright/element-templates';
import { type Modeler, openModeler } from '@jobwright/modeler';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillEveryField, readTask } from './testing/camunda7-values.ts';
import { camunda7Templates } from './testing/template-files.ts';

// The templates for Camunda 7 in its own modeler, camunda-bpmn-js.
let modeler: Modeler;
beforeAll(async () => {
  modeler = await openModeler({ engine: 'camunda7', templates: camunda7Templates });
});
afterAll(() => modeler.close());

async function applyTemplate({ name }: Camunda7Template): Promise<void> {
  await modeler.newDiagram('process');
  await modeler.selectElement('task');
  await modeler.chooseTemplate(name);
}

/** What the template and the test put into the model with a kind of binding, by name. */
const listWritten = (template: Camunda7Template, kind: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [
      ...template.properties.flatMap(({ type, binding, value = '' }) =>
        type === 'Hidden' ? [{ binding, written: value }] : [],
      ),
      ...fillEveryField(template),
    ].flatMap(({ binding, written }) => (binding.type === kind ? [[binding.name, written]] : [])),
  );

test('the modeler accepts every template, and offers each', async () => {
  expect(await modeler.loadTemplates(camunda7Templates)).toEqual([]);
  await modeler.selectElement('task');
  const names = camunda7Templates.map(({ name }) => name);
  expect([...(await modeler.listTemplates())].sort()).toEqual([...names].sort());
});

test.each(camunda7Templates)('$id is chosen, filled in and saved', async (template) => {
  const { panel } = modeler;
  await applyTemplate(template);
  const fields = fillEveryField(template);
  const names = fields.map(({ group, label }) => ({ group, label }));
  expect(await panel.listFields()).toEqual(names);
  expect(new Set(names.map(({ group, label }) => `${group}: ${label}`)).size).toBe(names.length);
  const missing = template.properties.filter(
    ({ constraints, value }) => constraints?.notEmpty === true && value === undefined,
  );
  expect(await panel.listErrors()).toEqual(missing.map(() => 'Must not be empty.'));

  await panel.fillFields(fields);
  expect(await panel.listErrors()).toEqual([]);
  expect(readTask(await modeler.saveDiagram())).toEqual({
    topic: listWritten(template, 'property')['camunda:topic'],
    type: 'external',
    template: template.id,
    inputs: listWritten(template, 'camunda:inputParameter'),
    headers: listWritten(template, 'camunda:property'),
  });
  expect(modeler.problems).toEqual([]);
});

test('a field that is left empty is an empty parameter, and a hint is shown as it is written', async () => {
  const [template] = camunda7Templates.filter(({ id }) => id === 'io.jobwright.http-rest.camunda7');
  await applyTemplate(template!);
  const { inputs, headers } = readTask(await modeler.saveDiagram());
  expect(inputs).toMatchObject({ 'authentication.type': 'noAuth', 'authentication.token': '' });
  expect(headers).toMatchObject({ retries: '3', errorExpression: '' });
  const next = {
    group: 'Pages',
    label: 'Link to the next page / Cursor of the next page / Number of the next page',
  };
  expect(await modeler.panel.readDescription(next)).toContain('if page < body.pages then page + 1 else null');
});

test.each([
  ['URL', 'ftp://example.com', 'Must start with http:// or https://'],
  ['Headers', '{"Accept": "text/plain"}', 'Must be FEEL and begin with ='],
  ['Headers', '={"Accept": "text/plain"}', undefined],
  ['URL', '${base}/orders', undefined],
  ['URL', '{{secrets.URL}}', undefined],
  ['URL', '=base + "/orders"', undefined],
])('%s with %s: %s', async (label, value, error) => {
  const [template] = camunda7Templates.filter(({ id }) => id === 'io.jobwright.http-rest.camunda7');
  await applyTemplate(template!);
  await modeler.panel.fillField({ group: 'HTTP endpoint', label }, value);
  const errors = await modeler.panel.listErrors();
  if (error === undefined) expect(errors.filter((each) => each !== 'Must not be empty.')).toEqual([]);
  else expect(errors).toContain(error);
});
