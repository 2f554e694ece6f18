import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { bundledConnectors } from 'jobwright';
import { type ElementTemplate, toElementTemplate } from '@jobwright/element-templates';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AnyTemplate, switchTemplate, toModelledProcess } from './testing/apply-template.ts';
import { startTemplateWorld, type TemplateWorld } from './testing/template-world.ts';

// Every version of every template that was ever released, as a modeler puts it on a task, runs on the code of
// today.
const folder = new URL('../../templates/released/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

const toHybridType = (file: string): string => `hybrid:${file}:${process.pid}`;
const isHybrid = (file: string): boolean => file.includes('-hybrid-');

let world: TemplateWorld;
beforeAll(async () => {
  world = await startTemplateWorld((name) =>
    files.filter((file) => file.startsWith(`${name}-hybrid-`)).map(toHybridType),
  );
});
afterAll(() => world.close());

test.each(files)('%s', async (file) => {
  const name = file.replace(/(-hybrid)?-\d+\.json$/, '');
  const { values, variables, expectResult } = world.toCase(name);
  const template = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as ElementTemplate;
  const processId = `template-${file.replace('.json', '')}-${process.pid}`;
  const xml = await toModelledProcess({
    processId,
    template,
    values: isHybrid(file) ? { ...values, taskType: toHybridType(file) } : values,
  });
  await expectResult(await world.runProcess({ id: processId, xml, variables }));
});

/** Ids of the official email template; those of the REST template are ours. */
const OFFICIAL_IDS: Readonly<Record<string, string>> = {
  'data.smtpConfig.smtpHost': 'data.smtpHost',
  'data.smtpConfig.smtpPort': 'data.smtpPort',
  'data.smtpConfig.smtpCryptographicProtocol': 'smtpCryptographicProtocol',
  'data.smtpAction.from': 'smtpFrom',
  'data.smtpAction.to': 'smtpTo',
  'data.smtpAction.subject': 'smtpSubject',
  'data.smtpAction.contentType': 'contentType',
  'data.smtpAction.body': 'smtpBody',
  'data.smtpAction.htmlBody': 'smtpHtmlBody',
};

// The newest versions for Camunda 8.6: later ones have fields that the command does not know yet.
test.each([
  ['http-rest', 'http-json-connector.json', 12],
  ['email', 'email-outbound-connector.json', 3],
])(
  'a task changes from the official template to %s and keeps what was filled in',
  async (name, file, version) => {
    const { values, variables, expectResult } = world.toCase(name);
    const versions = createRequire(import.meta.url)(
      `@camunda/connectors-element-templates/src/element-templates/${file}`,
    ) as readonly (AnyTemplate & { readonly version?: number })[];
    const processId = `switched-${name}-${process.pid}`;
    const official = await toModelledProcess({
      processId,
      template: versions.find((each) => each.version === version)!,
      values: Object.fromEntries(
        Object.entries(values).map(([id, value]) => [OFFICIAL_IDS[id] ?? id, value]),
      ),
    });
    const ours = bundledConnectors.find(({ template }) => template?.id === `io.jobwright.${name}`)!;
    const xml = await switchTemplate(official, toElementTemplate(ours));
    expect(xml).toContain(`modelerTemplate="io.jobwright.${name}"`);
    await expectResult(await world.runProcess({ id: processId, xml, variables }));
  },
);
