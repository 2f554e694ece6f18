import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { findUndocumented } from './find-undocumented.ts';
import { listPackages } from './list-packages.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const restFile = fileURLToPath(new URL('rest.json', import.meta.url));
const rest = z.array(z.string()).parse(JSON.parse(await readFile(restFile, 'utf8')));

const { names, undocumented } = findUndocumented(await listPackages(root));
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
