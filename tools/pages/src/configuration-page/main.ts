import { listSettings } from 'jobwright';
import { runDocsPage } from '../docs-page.ts';
import { renderJavaVariables, renderSettings } from './render-settings.ts';

const settings = listSettings();
await runDocsPage({
  file: 'configuration.md',
  name: 'configuration-page',
  sections: { settings: renderSettings(settings), 'java-variables': renderJavaVariables(settings) },
});
