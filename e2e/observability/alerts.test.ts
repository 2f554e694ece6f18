import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findProgram } from '@jobwright/servers/local-server';
import { expect, onTestFinished, test } from 'vitest';

const RULES = fileURLToPath(import.meta.resolve('jobwright/observability/prometheus-alerts.yaml'));
const CASES = fileURLToPath(new URL('alert-cases.yaml', import.meta.url));

const promtool = (...args: readonly string[]): string =>
  execFileSync(findProgram('promtool', 'prometheus'), args, { encoding: 'utf8' });

test('the rules are what Prometheus takes', () => {
  expect(promtool('check', 'rules', RULES)).toMatch(/SUCCESS: \d+ rules found/);
});

test('each alert fires when it should, and not before', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jobwright-alerts-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(RULES, join(folder, 'prometheus-alerts.yaml'));
  cpSync(CASES, join(folder, 'alert-cases.yaml'));
  expect(promtool('test', 'rules', join(folder, 'alert-cases.yaml'))).toContain('SUCCESS');
});
