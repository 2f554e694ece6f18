import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runDocsPage } from '../docs-page.ts';
import { renderDecisions } from './render-decisions.ts';

const folder = new URL('../../../../docs/decisions/', import.meta.url);
const files = readdirSync(fileURLToPath(folder))
  .filter((name) => /^\d{4}-.*\.md$/.test(name))
  .sort()
  .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));

await runDocsPage({
  file: 'decisions/README.md',
  name: 'decisions-page',
  sections: { decisions: renderDecisions(files) },
});
