// Before a package is packed, in its folder: the entries that `require` of CommonJS takes. They load the same
// ES modules, so there is one copy of everything; TypeScript gets the types as those of CommonJS.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';

const TARGET = 'dist/require';
/** Types of packages that CommonJS has none of. */
const ONLY_MODULES = /(import type [^;]+ from 'temporal-polyfill');/g;

/** The files below a folder, by their paths in it. */
const listFiles = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
        statSync(join(folder, path), { throwIfNoEntry: false })?.isFile(),
      )
    : [];

const wanted = new Map([[join(TARGET, 'package.json'), '{ "type": "commonjs" }\n']]);
const types = listFiles('dist').filter(
  (path) => path.endsWith('.d.ts') && !join('dist', path).startsWith(join(TARGET, '/')),
);
for (const path of types) {
  const text = readFileSync(join('dist', path), 'utf8');
  wanted.set(join(TARGET, path), text.replaceAll(ONLY_MODULES, "$1 with { 'resolution-mode': 'import' };"));
}
for (const { require: file, default: module } of Object.values(
  JSON.parse(readFileSync('package.json', 'utf8')).exports,
)) {
  if (file === undefined) continue;
  const path = relative(dirname(file), module).replaceAll('\\', '/');
  wanted.set(join(file), `module.exports = require('${path}');\n`);
}

// Beside what is packed.
const temporary = `.require-${process.pid}.tmp`;
// What is there stays as it is, and what is new is there at once: the package may be packed twice at a time.
for (const path of listFiles(TARGET))
  if (!wanted.has(join(TARGET, path))) rmSync(join(TARGET, path), { force: true });
for (const [path, text] of wanted) {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(temporary, text);
  renameSync(temporary, path);
}
