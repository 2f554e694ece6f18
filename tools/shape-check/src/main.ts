import { fileURLToPath } from 'node:url';
import { checkShape } from './check-shape.ts';
import { shapeExceptions } from './exceptions.ts';

const report = checkShape(fileURLToPath(new URL('../../../packages/', import.meta.url)), shapeExceptions);
for (const { package: folder, subject, problem, reason } of report.allowed) {
  console.log(`allowed  packages/${folder}: ${subject} ${problem}\n         ${reason}`);
}
for (const { package: folder, subject, problem, fix } of report.deviations) {
  console.error(`WRONG    packages/${folder}: ${subject} ${problem}\n         ${fix}`);
}
for (const { package: folder, subject } of report.unused) {
  console.error(`WRONG    the exception for packages/${folder}: ${subject} is no longer needed: remove it`);
}
const wrong = report.deviations.length + report.unused.length;
console.log(
  `Shape of ${report.packages.length} connectors: ${wrong} wrong, ${report.allowed.length} allowed with a reason`,
);
process.exitCode = wrong === 0 ? 0 : 1;
