import { bundledConnectors } from 'jobwright';
import { camunda7, type ConnectorWorkers } from '@jobwright/camunda7';
import type { Camunda7Template } from '@jobwright/element-templates';
import { type Modeler, openModeler } from '@jobwright/modeler';
import type { RunningEngine } from '@jobwright/servers/operaton';
import { createMemoryDocumentStore, createStaticSecrets, startConnectors } from '@jobwright/runtime';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { fillEveryField, fillFields } from '../modeler/testing/camunda7-values.ts';
import { camunda7Templates } from '../modeler/testing/template-files.ts';
import { startTemplateBackends, type TemplateBackends } from '../src/testing/template-backends.ts';
import { toTemplateCases } from '../src/testing/template-cases.ts';
import { echoConnectors } from './testing/echo-connectors.ts';
import { runModel } from './testing/run-model.ts';
import { startCamunda7Engine } from './testing/start-camunda7-engine.ts';

// What the modeler of Camunda 7 saves is deployed as it is and does its work.
// It has an engine of its own, because the topics of its tasks are those of other tests too.
let url: string;
let engine: RunningEngine;
let modeler: Modeler;
beforeAll(async () => {
  [engine, modeler] = await Promise.all([
    startCamunda7Engine(inject('engineName')),
    openModeler({ engine: 'camunda7', templates: camunda7Templates }),
  ]);
  url = engine.url;
});
afterAll(async () => {
  await modeler.close();
  await engine.stop();
});

async function applyTemplate(id: string, template: Camunda7Template): Promise<void> {
  await modeler.newDiagram(id);
  await modeler.selectElement('task');
  await modeler.chooseTemplate(template.name);
}

const toProcessId = (prefix: string, { id }: Camunda7Template): string => `${prefix}-${id}-${process.pid}`;

describe('what is filled in', () => {
  const results = new Map<string, Promise<Readonly<Record<string, unknown>>>>();
  let workers: ConnectorWorkers;
  beforeAll(async () => {
    workers = await startConnectors({ connectors: echoConnectors, clusters: [camunda7({ url })] });
    for (const template of camunda7Templates) {
      const id = toProcessId('echo', template);
      await applyTemplate(id, template);
      await modeler.panel.fillFields(fillEveryField(template));
      const result = runModel(url, { id, xml: await modeler.saveDiagram() });
      result.catch(() => undefined);
      results.set(template.id, result);
    }
  }, 600_000);
  // The engine keeps the last poll open for two seconds, and gives it the next task.
  afterAll(() => workers.close({ timeoutMs: 5_000 }));

  test.each(camunda7Templates)('in $id reaches the connector', async (template) => {
    const { result, ...mapped } = (await results.get(template.id)) ?? {};
    const { operation, input } = result as { readonly operation: string; readonly input: object };
    const hidden = template.properties.filter(({ type }) => type === 'Hidden');
    const named = hidden.find(({ binding }) => binding.name === 'operation')?.value;
    if (named !== undefined) expect(operation).toBe(named);
    expect(mapped).toEqual({ heavy: true, text: '<&>' });
    const given = [
      ...fillEveryField(template).map(({ binding, written }) => ({ binding, value: evaluate(written) })),
      ...hidden.map(({ binding, value }) => ({ binding, value })),
    ].flatMap(({ binding, value }) =>
      binding.type === 'camunda:inputParameter' && value !== '' ? [[binding.name, value] as const] : [],
    );
    expect(flatten(input)).toEqual(Object.fromEntries(given));
  });

  test('text may have ${ where the engine does not evaluate it', async () => {
    const template = camunda7Templates.find(({ id }) => id === 'io.jobwright.pdf.camunda7.markdown')!;
    const id = toProcessId('escaped', template);
    await applyTemplate(id, template);
    const values = {
      title: 'Report of ${customer}',
      markdown: String.raw`Total: \${total}`,
      footer: '={right: "$" + "{page}"}',
      resultVariable: 'result',
      retries: 1,
    };
    await modeler.panel.fillFields(fillFields(template, values));
    const xml = await modeler.saveDiagram();
    const { result } = await runModel(url, { id, xml, variables: { customer: 'Ada' } });
    expect(result).toMatchObject({
      input: { title: 'Report of Ada', markdown: 'Total: ${total}', footer: { right: '${page}' } },
    });
  });
});

/** What becomes of the values that the tests fill in. */
function evaluate(written: string): unknown {
  if (written === '=true' || written === '=false') return written === '=true';
  const [, name] = /^="(.*): " \+ string\(1 \+ 1\) \+ "<&>"$/.exec(written) ?? [];
  return name === undefined ? written : `${name}: 2<&>`;
}

const flatten = (value: object, prefix = ''): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(value).flatMap(([key, member]: [string, unknown]) =>
      typeof member === 'object' && member !== null
        ? Object.entries(flatten(member, `${prefix}${key}.`))
        : [[`${prefix}${key}`, member]],
    ),
  );

describe('a task', () => {
  const documents = createMemoryDocumentStore();
  let backends: TemplateBackends;
  let workers: ConnectorWorkers;
  beforeAll(async () => {
    backends = await startTemplateBackends();
    workers = await startConnectors({
      connectors: bundledConnectors,
      clusters: [camunda7({ url })],
      documents,
      secrets: {
        provider: createStaticSecrets({ TOKEN: 't0ken', CUSTOMER_DATABASE_URL: backends.databaseUrl }),
      },
    });
  });
  afterAll(async () => {
    await workers.close({ timeoutMs: 0 });
    await backends.close();
  });

  test.each([
    ['http-rest', 'http-rest.camunda7'],
    ['graphql', 'graphql.camunda7'],
    ['email', 'email.camunda7.sendEmail'],
    ['pdf', 'pdf.camunda7.content'],
    ['customer-data', 'customer-data.camunda7.update.postgres'],
  ])(
    'of %s does its work with the fields that are needed, and the others empty',
    async (name, templateId) => {
      const template = camunda7Templates.find(({ id }) => id === `io.jobwright.${templateId}`)!;
      const { values, variables, expectResult } = toTemplateCases({ backends, documents, orderId: 4711 })[
        name
      ]!;
      const id = toProcessId('run', template);
      await applyTemplate(id, template);
      await modeler.panel.fillFields(fillFields(template, values));
      expect(await modeler.panel.listErrors()).toEqual([]);
      await expectResult(
        await runModel(url, { id, xml: await modeler.saveDiagram(), variables: variables ?? {} }),
      );
      expect(modeler.problems).toEqual([]);
    },
  );
});
