import { fileURLToPath } from 'node:url';
import { runDocsPage } from '../docs-page.ts';
import { listPackages } from './list-packages.ts';
import { renderPicture, renderTable } from './render-architecture.ts';

const packages = listPackages(fileURLToPath(new URL('../../../../', import.meta.url)));
await runDocsPage({
  file: 'architecture.md',
  name: 'architecture-page',
  sections: { picture: renderPicture(packages), packages: renderTable(packages) },
});
