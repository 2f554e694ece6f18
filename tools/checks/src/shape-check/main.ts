import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkShape } from './check-shape.ts';
import { shapeExceptions } from './exceptions.ts';
import { findUntestedRows } from './find-untested-rows.ts';

const workspaceRoot = join(import.meta.dirname, '../../../..');
const docs = join(workspaceRoot, 'docs');

const report = checkShape(join(workspaceRoot, 'packages/connectors/'), shapeExceptions);
for (const { package: folder, subject, problem, reason } of report.allowed) {
  console.log(`allowed  packages/connectors/${folder}: ${subject} ${problem}\n         ${reason}`);
}
for (const { package: folder, subject, problem, fix } of report.deviations) {
  console.error(`WRONG    packages/connectors/${folder}: ${subject} ${problem}\n         ${fix}`);
}
for (const { package: folder, subject } of report.unused) {
  console.error(
    `WRONG    the exception for packages/connectors/${folder}: ${subject} is no longer needed: remove it`,
  );
}
const untested = findUntestedRows(readFileSync(join(docs, 'differences.md'), 'utf8'), (path) =>
  existsSync(join(docs, path)),
);
for (const { line, subject, problem } of untested) {
  console.error(`WRONG    docs/differences.md:${line}: ${problem}\n         ${subject}`);
}
const wrong = report.deviations.length + report.unused.length;
console.log(
  `Shape of ${report.packages.length} connectors: ${wrong} wrong, ${report.allowed.length} allowed with a reason`,
);
console.log(`Rows of docs/differences.md that no test shows: ${untested.length}`);
process.exitCode = wrong + untested.length === 0 ? 0 : 1;
