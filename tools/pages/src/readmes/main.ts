import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { findStaleExamples } from './find-stale-examples.ts';
import { renderReadmes } from './render-readmes.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const [command] = process.argv.slice(2);
if (command !== 'update' && command !== 'check') {
  console.error('Use: update | check');
  process.exit(2);
}

const stale = (await renderReadmes(`${root}packages/connectors`)).filter(
  ({ current, wanted }) => current !== wanted,
);
for (const { path, wanted } of stale) {
  if (command === 'update') {
    await writeFile(path, wanted);
    console.log(`wrote ${path}`);
  } else {
    console.error(`${path} does not fit the schemas and errors of its connector: npm run update -- readmes`);
    process.exitCode = 1;
  }
}

if (command === 'check') {
  for (const { path, problems } of await findStaleExamples(`${root}packages/connectors`)) {
    for (const problem of problems) console.error(`${path}: the example does not fit: ${problem}`);
    process.exitCode = 1;
  }
}
