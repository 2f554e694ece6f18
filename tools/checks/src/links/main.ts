import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findDeadLinks } from './find-dead-links.ts';

const root = join(import.meta.dirname, '../../../..');
const list = ['ls-files', '-co', '--exclude-standard', '*.md'];
const files = execFileSync('git', list, { cwd: root, encoding: 'utf8' }).split('\n');
const present = files.filter((file) => file !== '' && existsSync(join(root, file)));
const pages = new Map(present.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
const dead = findDeadLinks({ pages, exists: (path) => existsSync(join(root, path)) });
for (const { file, line, target } of dead) console.error(`${file}:${line}: ${target} leads nowhere`);
console.log(`Links of ${pages.size} pages: ${dead.length} lead nowhere`);
process.exitCode = dead.length === 0 ? 0 : 1;
