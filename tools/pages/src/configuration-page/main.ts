import { createConfigurationJsonSchema, listSettings } from 'jobwright';
import { runDocsPage } from '../docs-page.ts';
import { runGeneratedFile } from '../generated-file.ts';
import { renderJavaVariables, renderSettings } from './render-settings.ts';

const name = 'configuration-page';
const settings = listSettings();
await runDocsPage({
  file: 'configuration.md',
  name,
  sections: { settings: renderSettings(settings), 'java-variables': renderJavaVariables(settings) },
});
await runGeneratedFile({
  file: 'packages/app/jobwright/configuration.schema.json',
  name,
  fill: () => JSON.stringify(createConfigurationJsonSchema()),
});
