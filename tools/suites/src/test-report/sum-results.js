#!/usr/bin/env node
// Prints `N passed, N failed, N skipped` over `test-results/results.json` and `results-slow.json` of the root
// and the `test-results/results-*.json` of all projects, after the failed tests and what is missing.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const MAX_REASON_LENGTH = 300;
const groups = readdirSync('packages').map((group) => join('packages', group));
const projects = [...groups, 'tools'].flatMap((folder) =>
  readdirSync(folder).map((name) => join(folder, name)),
);
const sums = { passed: 0, failed: 0, skipped: 0 };
const problems = [];

const files = [
  'test-results/results.json',
  'test-results/results-slow.json',
  'e2e/test-results/results.json',
];
for (const file of files) addFile(file);
for (const project of [...projects, 'e2e']) {
  if (!existsSync(join(project, 'vitest.config.ts'))) continue;
  const { scripts = {} } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
  const special = Object.keys(scripts)
    .filter((name) => name.startsWith('test-'))
    .map((name) => name.slice('test-'.length));
  for (const name of special) {
    const path = join(project, 'test-results', `results-${name}.json`);
    if (!isOptional(name) || existsSync(path)) addFile(path);
  }
}
for (const problem of problems) console.log(problem);
console.log(`${sums.passed} passed, ${sums.failed} failed, ${sums.skipped} skipped`);
process.exitCode = problems.length > 0 || sums.failed > 0 || sums.passed === 0 ? 1 : 0;

/** The full form of a suite and these run at night, and a Camunda 8 cluster is there only if it is named. */
function isOptional(name) {
  return name.endsWith('-full') || ['camunda8', 'operaton-camunda7', 'operaton-cluster'].includes(name);
}

function addFile(path) {
  if (!existsSync(path)) {
    problems.push(`No result at ${path}: its tests did not run to the end`);
    return;
  }
  const result = JSON.parse(readFileSync(path, 'utf8'));
  sums.passed += result.numPassedTests;
  sums.failed += result.numFailedTests;
  sums.skipped += result.numPendingTests + result.numTodoTests;
  const failures = result.testResults.flatMap(describeFailures);
  problems.push(...failures);
  if (!result.success && failures.length === 0) problems.push(`Not all well in ${path}`);
}

/** One line for each failed test of a file, or for the file when it failed outside a test. */
function describeFailures({ name, status, message, assertionResults }) {
  const file = relative('.', name);
  const tests = assertionResults
    .filter((test) => test.status === 'failed')
    .map((test) => `FAILED ${file} > ${test.fullName}: ${readReason(test.failureMessages[0])}`);
  return status === 'failed' && tests.length === 0 ? [`FAILED ${file}: ${readReason(message)}`] : tests;
}

function readReason(message = '') {
  return message.split('\n', 1)[0].slice(0, MAX_REASON_LENGTH);
}
