import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { findUndocumented } from './find-undocumented.ts';
import { findPublicPackages } from '../package-checks/public-package.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const restFile = fileURLToPath(new URL('rest.json', import.meta.url));
const rest = z.array(z.string()).parse(JSON.parse(await readFile(restFile, 'utf8')));

const entries = findPublicPackages(root)
  .map(({ manifest: { name }, folder }) => ({ name, entry: join(folder, 'src/index.ts') }))
  .filter(({ entry }) => existsSync(entry));
const { names, undocumented } = findUndocumented(entries);
const found = undocumented.map(({ name }) => name);
const added = undocumented.filter(({ name }) => !rest.includes(name));
const done = rest.filter((name) => !found.includes(name));

if (process.argv.includes('--shrink')) {
  await writeFile(
    restFile,
    `${JSON.stringify(
      rest.filter((name) => found.includes(name)),
      null,
      2,
    )}\n`,
  );
} else {
  for (const { name, at } of added) console.error(`${name} has no doc comment (${at})`);
  for (const name of done) console.error(`${name} is documented, or gone: npm run update -- doc-comments`);
  if (added.length + done.length > 0) process.exitCode = 1;
}
console.log(`Public names: ${names}, without a doc comment: ${undocumented.length}`);
