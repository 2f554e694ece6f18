import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { findBrokenExamples } from './find-broken-examples.ts';
import { findUndocumented } from './find-undocumented.ts';
import { createSourceProgram } from './source-program.ts';
import { findPublicPackages, type Manifest } from '../package-checks/public-package.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const restFile = fileURLToPath(new URL('rest.json', import.meta.url));
const rest = z.array(z.string()).parse(JSON.parse(await readFile(restFile, 'utf8')));

const packages = findPublicPackages(root)
  .map(({ manifest, folder }) => ({
    name: manifest.name,
    folder: join(folder, 'src'),
    entry: join(folder, 'src/index.ts'),
    entries: listEntries(manifest, folder),
  }))
  .filter(({ entry }) => existsSync(entry));
const program = createSourceProgram(packages.flatMap(({ entries }) => entries));
const { names, undocumented } = findUndocumented(packages, program);
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
  const { examples, broken } = findBrokenExamples(packages, program);
  for (const { at, message } of broken) console.error(`${relative(root, at)}: the example: ${message}`);
  if (added.length + done.length + broken.length > 0) process.exitCode = 1;
  console.log(`Examples in doc comments: ${examples}, that do not compile: ${broken.length}`);
}
console.log(`Public names: ${names}, without a doc comment: ${undocumented.length}`);

/** The sources of all that others can import. */
function listEntries({ exports }: Manifest, folder: string): readonly string[] {
  return Object.values(exports).flatMap((target) => {
    const source = typeof target === 'string' ? undefined : target['@jobwright/source'];
    return source === undefined ? [] : [join(folder, source)];
  });
}
