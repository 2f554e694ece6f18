// Before a package is packed, in its folder: the entries that `require` of CommonJS takes. They load the same
// ES modules, so there is one copy of everything; TypeScript gets the types as those of CommonJS.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const TARGET = 'dist/require';
/** Types of packages that CommonJS has none of. */
const ONLY_MODULES = /(import type [^;]+ from 'temporal-polyfill');/g;

rmSync(TARGET, { recursive: true, force: true });
const types = readdirSync('dist', { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.d.ts'),
);
for (const path of types) {
  mkdirSync(dirname(join(TARGET, path)), { recursive: true });
  const text = readFileSync(join('dist', path), 'utf8');
  writeFileSync(
    join(TARGET, path),
    text.replaceAll(ONLY_MODULES, "$1 with { 'resolution-mode': 'import' };"),
  );
}
writeFileSync(join(TARGET, 'package.json'), '{ "type": "commonjs" }\n');
for (const { require: file, default: module } of Object.values(
  JSON.parse(readFileSync('package.json', 'utf8')).exports,
)) {
  if (file === undefined) continue;
  mkdirSync(dirname(file), { recursive: true });
  const path = relative(dirname(file), module).replaceAll('\\', '/');
  writeFileSync(file, `module.exports = require('${path}');\n`);
}
