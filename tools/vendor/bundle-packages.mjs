// node bundle-packages.mjs NAME...: bundles these dependencies of the package in the current folder into its dist/vendor, with
// their licences. NAME=FILE bundles what FILE exports of a dependency, as NAME; --small shortens names in them. As packages they are mostly source maps and browser
// builds: decision 0012.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

const outdir = 'dist/vendor';
const entries = process.argv.slice(2).filter((entry) => entry !== '--small');
/** Shortens names too: for packages that do not look at the names of their classes and functions. */
const isSmall = process.argv.includes('--small');
// Shared parts have other names with every change of their content.
await rm(outdir, { recursive: true, force: true });

const { metafile } = await build({
  entryPoints: entries.map(toEntry),
  absWorkingDir: process.cwd(),
  outdir,
  bundle: true,
  splitting: true,
  chunkNames: 'shared-[hash]',
  platform: 'node',
  format: 'esm',
  mainFields: ['module', 'main'],
  target: 'node20.19',
  // CommonJS modules among them require Node's own.
  banner: {
    js: "import{createRequire as createVendorRequire}from'node:module';const require=createVendorRequire(import.meta.url);",
  },
  minifyWhitespace: true,
  minifySyntax: true,
  minifyIdentifiers: isSmall,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});

const packages = new Set(
  Object.keys(metafile.inputs).flatMap((path) => /.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []),
);
const notices = await Promise.all([...packages].sort().map(readNotice));
await writeFile(join(outdir, 'LICENSES.txt'), notices.join('\n'));

function toEntry(entry) {
  const [name, file] = entry.split('=');
  return file === undefined ? { in: name, out: name } : { in: `./${file}`, out: name };
}

async function readNotice(folder) {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const { name, version, license = 'see below', author } = manifest;
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  const text =
    file === undefined ? `By ${author?.name ?? author}` : await readFile(join(folder, file), 'utf8');
  return `${name} ${version} (${license})\n\n${text.trim()}\n\n${'-'.repeat(80)}\n`;
}
