import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { startProcessCoverage } from '@jobwright/process-testing';

const files = ['order.test.js', 'declined.test.js'].map((name) =>
  fileURLToPath(new URL(name, import.meta.url)),
);
const coverage = startProcessCoverage({ threshold: 70 });
const tests = run({ files });
tests.on('test:fail', () => (process.exitCode = 1));
tests
  .compose(new spec())
  .on('end', () => coverage.finish())
  .pipe(process.stdout);
