import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allowedCircles } from './allowed-circles.ts';
import { findCircles } from './find-circles.ts';

const root = join(import.meta.dirname, '../../../..');
const list = ['ls-files', '-co', '--exclude-standard', 'packages/*/*/src/**.ts', 'tools/*/src/**.ts'];
const files = execFileSync('git', list, { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(root, file)));
const sources = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
const circles = findCircles(sources);
const isAllowed = (circle: readonly string[]): boolean =>
  allowedCircles.some(
    ({ within, most }) => circle.length <= most && circle.every((file) => file.startsWith(within)),
  );
const wrong = circles.filter((circle) => !isAllowed(circle));
for (const circle of wrong) {
  console.error(`These files import each other in a circle; move what they share to a file of its own:`);
  for (const file of circle) console.error(`  ${file}`);
}
console.log(
  `Circles of ${sources.size} files: ${wrong.length} wrong, ${circles.length - wrong.length} allowed`,
);
process.exitCode = wrong.length === 0 ? 0 : 1;
