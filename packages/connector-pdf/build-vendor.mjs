// Bundles what draws into dist/vendor: installed as packages it takes 50 MB, mostly source maps, browser builds and what is not used.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

const outdir = 'dist/vendor';

const { metafile } = await build({
  entryPoints: {
    pdfkit: 'pdfkit',
    fontkit: 'fontkit',
    linebreak: 'linebreak',
    'bidi-js': 'bidi-js',
    'markdown-it': 'markdown-it',
    'bwip-js': 'written:bwip-js',
    'csv-parse': 'csv-parse',
    'big.js': 'big.js',
    'svg-to-pdfkit': 'svg-to-pdfkit',
    saxes: 'written:saxes',
  },
  plugins: [writtenEntries()],
  outdir,
  bundle: true,
  splitting: true,
  chunkNames: 'shared-[hash]',
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});

/** Entries that take only what is used, of the hundred kinds of barcode, and give names to what a CommonJS package exports. */
function writtenEntries() {
  const entries = {
    'bwip-js':
      "export { qrcode, swissqrcode, code128, gs1_128, code39, ean13, ean8, upca, interleaved2of5, itf14, datamatrix, pdf417, azteccode } from 'bwip-js/generic';",
    saxes: "export { SaxesParser } from 'saxes';",
  };
  return {
    name: 'written-entries',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^written:/ }, ({ path }) => ({
        path: path.replace('written:', ''),
        namespace: 'written',
      }));
      onLoad({ filter: /.*/, namespace: 'written' }, ({ path }) => ({
        contents: entries[path],
        resolveDir: import.meta.dirname,
      }));
    },
  };
}

const packages = new Set(
  Object.keys(metafile.inputs).flatMap((path) => /.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []),
);
const notices = await Promise.all([...packages].sort().map(readNotice));
await writeFile(join(outdir, 'LICENSES.txt'), notices.join('\n'));

async function readNotice(folder) {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const { name, version, license = 'see below', author } = manifest;
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  const text =
    file === undefined ? `By ${author?.name ?? author}` : await readFile(join(folder, file), 'utf8');
  return `${name} ${version} (${license})\n\n${text.trim()}\n\n${'-'.repeat(80)}\n`;
}
